package dev.gatehouse.lane;

import dev.gatehouse.cases.CaseFile;
import java.time.Instant;
import java.util.Optional;

/** The event clock of one flow's drills; one bean for each flow that releases into lanes. */
public interface DrillClock {

    /**
     * The event time that the drill has reached: the largest of its accepted events, {@code declaredAt} of the request
     * before the first; never backwards. Called in a transaction, where somebody is judged under the case's lock. Empty for a case of another flow.
     */
    Optional<Instant> now(CaseFile drill);
}
