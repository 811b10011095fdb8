package dev.gatehouse.digest.domain.comparison;

import org.jspecify.annotations.Nullable;

/** The numbers that a list item has in the two revisions; null where its list has none. */
public record NumberChange(
        @Nullable Integer before, @Nullable Integer after) {}
