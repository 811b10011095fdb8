package dev.gatehouse.disclosure.domain;

import java.util.Locale;

/** Who had a hand in a section's text since the charter. */
public record Contribution(String person, String sectionId, int revision, Hand hand) {

    /** In which way. */
    public enum Hand {
        PROPOSED,
        ACCEPTED,
        EDITED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
