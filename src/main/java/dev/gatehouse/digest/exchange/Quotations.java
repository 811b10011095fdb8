package dev.gatehouse.digest.exchange;

import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Wording;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passages of a runbook inside a sentence, marked as quotations. What is quoted is left as it is; every other word of a
 * digest is its own, and kept free of what digests may not say.
 */
public final class Quotations {

    private static final Pattern QUOTED = Pattern.compile("“([^”]*)”");
    private static final Pattern CUT = Pattern.compile("…$");
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

    /** What a composed sentence says itself: between its marks stands what it was given to quote. */
    public static String ownWords(String sentence) {
        return QUOTED.matcher(sentence).replaceAll(" ");
    }

    /** What a person's text says itself: all but what stands between marks and, word for word, in one of the runbooks. */
    public static String ownWords(String text, List<Runbook> runbooks) {
        return QUOTED.matcher(text)
                .replaceAll(quotation ->
                        stands(quotation.group(1), runbooks) ? " " : Matcher.quoteReplacement(quotation.group()));
    }

    private static boolean stands(String quotation, List<Runbook> runbooks) {
        String passage = normal(CUT.matcher(quotation).replaceFirst(""));
        return passage.isEmpty()
                || runbooks.stream()
                        .flatMap(runbook -> runbook.units().stream())
                        .map(unit -> normal(unit.text()))
                        .anyMatch(text -> holds(text, passage));
    }

    private static boolean holds(String text, String passage) {
        for (int at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) {
            if (isBoundary(text, at) && isBoundary(text, at + passage.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether no word goes on across this place: of a part of a word nobody can say that it stands there. */
    private static boolean isBoundary(String text, int at) {
        return at == 0
                || at == text.length()
                || !Character.isLetterOrDigit(text.codePointBefore(at))
                || !Character.isLetterOrDigit(text.codePointAt(at));
    }

    /** As units have it, and with the marks inside that {@link #quoted} makes of others. */
    private static String normal(String text) {
        return Wording.of(text.replace('“', '"').replace('”', '"')).text();
    }
}
