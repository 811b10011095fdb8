package dev.gatehouse.engine.schema;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The role that owns and migrates the schema.
 *
 * @param username null or blank: the data source's own role owns the schema too, and a warning at start says so
 * @param password null counts as empty
 */
@ConfigurationProperties("gatehouse.schema")
record SchemaProperties(@Nullable String username, @Nullable String password) {}
