package dev.gatehouse.release.exchange;

import java.time.Instant;
import java.util.Optional;

/** What a document is checked against that is not in it. */
public interface ReleasePremises {

    /** Whether somebody with this id exists and is a person, not a service account. */
    boolean isPerson(String id);

    /** Who releases in this case of this flow; empty when there is no such case. */
    Optional<String> releaseOwnerOf(String caseId);

    /** Whether the case is a drill; false when there is no such case. */
    boolean isDrill(String caseId);

    /** The time by which a live request is judged. */
    Instant now();
}
