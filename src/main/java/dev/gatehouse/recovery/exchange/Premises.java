package dev.gatehouse.recovery.exchange;

import java.time.Instant;
import java.util.Optional;

/** What a document is checked against that is not in it. */
public interface Premises {

    /** Whether somebody with this id exists and is a person, not a service account. */
    boolean isPerson(String id);

    /** Whether this flow may release into the lane. */
    boolean isLane(String lane);

    /** When that version of the record was published; empty unless it is here and APPROVED. */
    Optional<Instant> published(String register, String key, long version);

    /** Who releases in this case of this flow; empty when there is no such case. */
    Optional<String> releaseOwnerOf(String caseId);

    /** The time by which a live request is judged. */
    Instant now();
}
