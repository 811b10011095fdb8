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
    /** It failed a check and was never shown. */
    HELD,
    /** Another revision took its place. */
    SUPERSEDED,
    /** Taken back without a successor. */
    WITHDRAWN,
    /** Its time was over. */
    EXPIRED;

    public boolean mayBecome(RevisionState next) {
        return switch (this) {
            case DRAFT -> Set.of(CANDIDATE, HELD, SUPERSEDED, WITHDRAWN).contains(next);
            case CANDIDATE ->
                Set.of(ADOPTED, HELD, SUPERSEDED, WITHDRAWN, EXPIRED).contains(next);
            case ADOPTED -> Set.of(SUPERSEDED, WITHDRAWN, EXPIRED).contains(next);
            case HELD, SUPERSEDED, WITHDRAWN, EXPIRED -> false;
        };
    }
}
