package dev.gatehouse.digest.exchange;

import java.util.regex.Pattern;

/**
 * Passages of a runbook inside a sentence, marked as quotations. What is quoted is left as it is; every other word of a
 * digest is its own, and kept free of what digests may not say.
 */
public final class Quotations {

    private static final Pattern QUOTED = Pattern.compile("“[^”]*”");
    private static final int LONGEST = 400;

    private Quotations() {}

    /** The text between quotation marks, cut where it is long: the whole of it stands beside the sentence. */
    static String quoted(String text) {
        String inner = text.replace('“', '"').replace('”', '"');
        int end = Math.min(inner.length(), LONGEST);
        if (end < inner.length() && Character.isHighSurrogate(inner.charAt(end - 1))) {
            end--;
        }
        return "“" + inner.substring(0, end) + (end < inner.length() ? "…" : "") + "”";
    }

    /** What a sentence says itself. */
    public static String ownWords(String sentence) {
        return QUOTED.matcher(sentence).replaceAll(" ");
    }
}
