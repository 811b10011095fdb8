package dev.gatehouse.packet;

/** A revision can't go to that state: it doesn't exist, is past it, or another one of the case stands there. */
public final class IllegalRevisionMoveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalRevisionMoveException(String message) {
        super(message);
    }

    IllegalRevisionMoveException(String message, Throwable cause) {
        super(message, cause);
    }
}
