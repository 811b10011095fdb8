package dev.gatehouse.packet;

/** The stored bytes of a revision are not those it was stored under; nothing may be shown or released from it. */
public final class CorruptRevisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptRevisionException(String caseId, int number, String sha256) {
        super("revision %d of case %s does not hash to %s any more".formatted(number, caseId, sha256));
    }
}
