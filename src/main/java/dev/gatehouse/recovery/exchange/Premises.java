package dev.gatehouse.recovery.exchange;

import dev.gatehouse.release.exchange.ReleasePremises;
import java.time.Instant;
import java.util.Optional;

/** What a document of this flow is checked against that is not in it. */
public interface Premises extends ReleasePremises {

    /** Whether this flow may release into the lane. */
    boolean isLane(String lane);

    /** When that version of the record was published; empty unless it is here and APPROVED. */
    Optional<Instant> published(String register, String key, long version);
}
