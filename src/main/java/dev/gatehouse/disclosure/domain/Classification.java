package dev.gatehouse.disclosure.domain;

import java.util.Locale;

/** Who gets to see a section's text. */
public enum Classification {
    /** Whoever works on the packet, and the lane's audience after release. */
    LANE,
    /** Its owner and the release owner; everybody else sees its title and a commitment to its text. */
    ANNEX;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Classification of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
