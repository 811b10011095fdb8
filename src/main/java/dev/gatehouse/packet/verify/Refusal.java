package dev.gatehouse.packet.verify;

/** The first thing that does not hold; ends the verification with its exit code. The message is a sentence. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit codes, as the spec of flow 5 numbers them. */
    public static final int UNUSABLE = 2;

    static final int OTHER_BYTES = 10;
    static final int OTHER_OPTION_SET = 11;
    public static final int NOT_SIGNED = 12;
    static final int OUTSIDE_VALIDITY = 13;
    static final int WRONG_LANE_OR_READER = 14;
    static final int SUPERSEDED = 15;

    private final int exitCode;

    Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    static Refusal unusable(String sentence) {
        return new Refusal(UNUSABLE, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
