package dev.gatehouse.digest.domain.claims;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that is open until a named person closes it, or that it is about changes.
 *
 * @param subject what it is about, within its kind: a record, an anchor, a question
 * @param anchor where the runbook relies on it; null for a question
 * @param name the record that it is about; null where it is about none
 * @param values what is said where, by a word such as {@code runbook} and {@code registry}; what may not be shown is said
 *     to match or to differ
 */
public record OpenItem(
        Kind kind,
        String subject,
        @Nullable String anchor,
        @Nullable RecordName name,
        Map<String, String> values,
        Sources sources) {

    /** What is open. The names are stored and told. */
    public enum Kind {
        /** Runbook and registry name different owners: both are shown, neither is chosen. */
        OWNER_MISMATCH,
        ASSUMPTION_CHANGED,
        /** The record does not have the field that the runbook assumes something of. */
        ASSUMPTION_UNSUPPORTED,
        RECORD_STALE,
        /** None is in force, or none that will do. */
        RECORD_MISSING,
        /**
         * A carve-out that no approved exception covers, an exception for a step that is no longer what it was, or one whose
         * validity cannot be read.
         */
        AMBIGUOUS_EXCEPTION,
        /** A human's question from an earlier digest. */
        CARRIED_OVER
    }

    private static final String QUESTION = "question";

    /** Under this word a missing entitlement says {@link #NOT_PREMIUM} where the account has another one. */
    public static final String ENTITLEMENT = "entitlement";

    public static final String NOT_PREMIUM = "not premium";

    /** Under this word an exception says what became of its step: changed, removed or renamed. */
    public static final String STEP = "step";

    public static final String RENAMED = "renamed";

    /** Under this word an exception says that its validity is unreadable. */
    public static final String VALIDITY = "validity";

    /** What is said of a value that may not be shown. */
    public static final String DIFFERS = "differs";

    public OpenItem {
        values = Map.copyOf(values);
    }

    /** What a human has asked, and where it is asked about. */
    public static OpenItem asked(String question, Sources sources) {
        return new OpenItem(Kind.CARRIED_OVER, question, null, null, Map.of(QUESTION, question), sources);
    }

    /** A human's own words; null for what was found. */
    public @Nullable String question() {
        return values.get(QUESTION);
    }

    /**
     * The same wherever the same is found open again.
     *
     * @param runbook the identity of the runbook
     */
    public String itemId(String runbook) {
        return itemId(runbook, kind, subject);
    }

    /** Of a human's question. */
    public static String questionId(String runbook, String question) {
        return itemId(runbook, Kind.CARRIED_OVER, question);
    }

    private static String itemId(String runbook, Kind kind, String subject) {
        return "item-" + hash(runbook + "\n" + kind + "\n" + subject).substring(0, 16);
    }

    /** Another one when the values have changed: a closed item then opens again. */
    public String valuesHash() {
        return valuesHash(values);
    }

    /** Of what is said of a question: it does not change. */
    public static String questionHash(String question) {
        return valuesHash(Map.of(QUESTION, question));
    }

    /** @param values as an item has them */
    public static String valuesHash(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((word, value) ->
                        text.append(word).append('\n').append(value).append('\n'));
        return hash(text.toString());
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
