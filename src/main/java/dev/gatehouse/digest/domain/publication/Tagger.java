package dev.gatehouse.digest.domain.publication;

import java.time.OffsetDateTime;

/**
 * Who made a tag and when, as the tag itself says: its maker can write there what they like.
 *
 * @param at to the second, in the tagger's own time zone
 */
public record Tagger(String name, String email, OffsetDateTime at) {}
