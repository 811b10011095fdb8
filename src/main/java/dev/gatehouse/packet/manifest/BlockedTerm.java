package dev.gatehouse.packet.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A term that stays out, or a word that was flagged.
 *
 * @param reason why it is blocked; what was said when it was accepted or rejected
 * @param sectionId where it was flagged; null for a term of the whole packet
 * @param disposition {@code accepted} or {@code rejected} for a flagged word; null for a blocked term
 */
public record BlockedTerm(
        String term,
        String reason,
        @Nullable String sectionId,
        @Nullable String disposition) {

    /** A term that the packet itself rules out. */
    public static BlockedTerm of(String term, String reason) {
        return new BlockedTerm(term, reason, null, null);
    }
}
