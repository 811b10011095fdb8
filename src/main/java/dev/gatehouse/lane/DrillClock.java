package dev.gatehouse.lane;

import dev.gatehouse.cases.CaseFile;
import java.time.Instant;
import java.util.Optional;

/** The event clock of drills. */
public interface DrillClock {

    /**
     * The event time that the drill has reached: the largest of its accepted events, {@code declaredAt} of the request
     * before the first; never backwards. Called in a transaction, where somebody is judged under the case's lock. Empty for a drill whose clock
     * somebody else keeps.
     */
    Optional<Instant> now(CaseFile drill);
}
