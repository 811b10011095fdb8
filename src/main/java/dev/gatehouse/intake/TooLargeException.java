package dev.gatehouse.intake;

/** What was sent is larger than this server takes (413); the sentence says the limit. */
public final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(String sentence) {
        super(sentence);
    }
}
