package dev.gatehouse.packet;

import org.jspecify.annotations.Nullable;

/**
 * A revision by its name, without its content.
 *
 * @param supersedes the number of the revision that it was rebuilt from, if any
 * @param state where it stood when it was read
 */
public record RevisionReference(
        int number, String sha256, @Nullable Integer supersedes, RevisionState state) {}
