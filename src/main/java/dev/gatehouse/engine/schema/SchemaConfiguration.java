package dev.gatehouse.engine.schema;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one data source. It is made from the migrated schema, so that nothing, the engine included, can reach the
 * database earlier. {@code spring.datasource.*} works on it as usual.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchemaProperties.class)
class SchemaConfiguration {

    @Bean
    Schema schema(DataSourceProperties dataSource, SchemaProperties schema) {
        return Schema.migrate(
                DatabaseAccess.of(dataSource.getUrl(), dataSource.getUsername(), dataSource.getPassword(), schema));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(Schema schema) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("gatehouse");
        pool.setJdbcUrl(schema.runtimeUrl());
        pool.setUsername(schema.runtime().username());
        pool.setPassword(schema.runtime().password());
        return pool;
    }
}
