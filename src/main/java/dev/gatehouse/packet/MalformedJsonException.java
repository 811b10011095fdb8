package dev.gatehouse.packet;

/** The text is not JSON that can be kept exactly. The message is a sentence without the place. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    public MalformedJsonException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** Counted from 1, in UTF-16 units. */
    public int column() {
        return column;
    }
}
