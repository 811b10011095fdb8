package dev.gatehouse.digest.domain.runbook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of which no two are the same: what would repeat one gets {@code ~2}, {@code ~3} and so on. */
final class Anchors {
    private final Set<String> reserved;
    private final Set<String> given = new HashSet<>();
    private final Map<String, Integer> repeats = new HashMap<>();

    /** @param explicit the anchors that the file itself names: no other unit gets one of them */
    Anchors(Set<String> explicit) {
        reserved = explicit;
    }

    String explicit(String name) {
        return given.add(name) ? name : repeated(name);
    }

    String derived(String name) {
        return !reserved.contains(name) && given.add(name) ? name : repeated(name);
    }

    private String repeated(String name) {
        while (true) {
            String candidate = name + "~" + repeats.merge(name, 2, (before, second) -> before + 1);
            if (!reserved.contains(candidate) && given.add(candidate)) {
                return candidate;
            }
        }
    }

    /**
     * The anchor that viewers of Markdown give a heading, so that links into the file agree with it: lower case, spaces as
     * hyphens, without punctuation.
     */
    static String slug(String heading) {
        StringBuilder slug = new StringBuilder(heading.length());
        heading.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (c == ' ') {
                slug.append('-');
            } else if (c == '-' || isWordCharacter(c)) {
                slug.appendCodePoint(c);
            }
        });
        return slug.isEmpty() ? "heading" : slug.toString();
    }

    private static boolean isWordCharacter(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.CONNECTOR_PUNCTUATION;
    }
}
