package dev.gatehouse.digest;

import dev.gatehouse.engine.ProcessVariable;
import java.util.List;

/** The words that flow 4's model and its code share. */
public final class DigestProcess {

    public static final String KEY = "runbook-change-digest";
    public static final String LANE = "duty-manager-handoff";

    public static final String MESSAGE_PUBLISHED = "runbook-published";
    /** What the digest says of records no longer holds. */
    public static final String MESSAGE_CHANGED = "digest-changed";
    /** A newer publication is there, or the tag has moved. */
    public static final String MESSAGE_OVERTAKEN = "digest-overtaken";

    public static final String MESSAGE_COPY_ENDED = "digest-copy-ended";

    public static final String RESOLVE_SOURCE = "resolve-source";
    public static final String REVIEW_DIGEST = "review-digest";
    public static final String ACKNOWLEDGE_DIGEST = "acknowledge-digest";

    /** A word of {@link Verdict}. */
    public static final ProcessVariable<String> VERDICT = ProcessVariable.persistent("verdict", String.class);

    public static final ProcessVariable<Boolean> WITHIN_SCOPE =
            ProcessVariable.persistent("withinScope", Boolean.class);
    public static final ProcessVariable<Boolean> SOURCE_RESOLVED =
            ProcessVariable.persistent("sourceResolved", Boolean.class);
    public static final ProcessVariable<String> REVIEW_DECISION =
            ProcessVariable.persistent("reviewDecision", String.class);

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static final ProcessVariable<List<String>> RECIPIENTS =
            (ProcessVariable) ProcessVariable.passing("recipients", List.class);

    public static final ProcessVariable<String> RECIPIENT = ProcessVariable.persistent("recipient", String.class);

    /** What a publication turned out to be. */
    public enum Verdict {
        VERIFIED("verified"),
        /** A human says how to go on. */
        UNCLEAR("unclear"),
        /** It feeds no digest. */
        REFUSED("refused");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private DigestProcess() {}
}
