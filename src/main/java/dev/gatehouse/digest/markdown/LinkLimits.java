package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.markdown.Warning.Kind;
import org.jspecify.annotations.Nullable;

/** How much the links of a file may take, and what is said when they take more. */
final class LinkLimits {
    /**
     * Of all destinations together. Links that are written out can't reach it; links by reference repeat their destination
     * without repeating it in the file.
     */
    private static final int MOST_CHARACTERS = 8 << 20;

    private final Warnings warnings;
    private long taken;

    LinkLimits(Warnings warnings) {
        this.warnings = warnings;
    }

    boolean allow(String destination, @Nullable String title) {
        taken += destination.length() + (title == null ? 0 : title.length());
        if (taken > MOST_CHARACTERS) {
            warnings.add(Kind.REPEATED_LINKS, String.valueOf(MOST_CHARACTERS));
            return false;
        }
        return true;
    }

    /** A passage was left unparsed. */
    void passed() {
        warnings.add(Kind.MANY_BRACKETS, String.valueOf(BoundedInlineParser.MOST_BRACKETS));
    }
}
