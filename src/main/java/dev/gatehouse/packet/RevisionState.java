package dev.gatehouse.packet;

import java.util.Set;

/** Where a revision stands. The last four are ends. Source: kernel spec, "Packets, revisions". */
public enum RevisionState {
    /** Stored, before nobody. */
    DRAFT,
    /** On a gate. At most one of a case. */
    CANDIDATE,
    /** The authority. At most one of a case, and only a candidate can become it. */
    ADOPTED,
    /** Released into a lane under a signed manifest: the authority, like ADOPTED. */
    RELEASED,
    /** It failed a check and was never shown. */
    HELD,
    /** Another revision took its place. */
    SUPERSEDED,
    /** Taken back without a successor. */
    WITHDRAWN,
    /** Its time was over. */
    EXPIRED;

    /** Whether a revision in this state is the one that counts. */
    public boolean authoritative() {
        return this == ADOPTED || this == RELEASED;
    }

    public boolean mayBecome(RevisionState next) {
        return switch (this) {
            case DRAFT -> Set.of(CANDIDATE, HELD, SUPERSEDED, WITHDRAWN).contains(next);
            case CANDIDATE ->
                Set.of(ADOPTED, RELEASED, HELD, SUPERSEDED, WITHDRAWN, EXPIRED).contains(next);
            case ADOPTED, RELEASED -> Set.of(SUPERSEDED, WITHDRAWN, EXPIRED).contains(next);
            case HELD, SUPERSEDED, WITHDRAWN, EXPIRED -> false;
        };
    }
}
