package dev.gatehouse.ledger.verify;

/** Nothing can be said: a file or the database can't be read as what it should be. The message is a sentence. */
public final class UnusableInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableInputException(String message) {
        super(message);
    }

    public UnusableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
