package dev.gatehouse.lane.process;

import dev.gatehouse.cases.Cases;
import dev.gatehouse.lane.LaneAccess;
import dev.gatehouse.lane.LaneCopy;
import dev.gatehouse.lane.LaneEnd;
import dev.gatehouse.lane.LaneListener;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Wakes the handoff of a copy that has ended or turned somebody away. The engine is not touched in the reader's
 * transaction: a reader must not wait, or fail, for what somebody else does in the case.
 */
@Component
class LaneEnds implements LaneListener {

    private final LaneHandoffs handoffs;
    private final Cases cases;
    private final Clock clock;

    LaneEnds(LaneHandoffs handoffs, Cases cases, Clock clock) {
        this.handoffs = handoffs;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public void ended(LaneCopy copy, LaneEnd end) {
        handoffs.ended(copy, end);
        cases.wakeAt(copy.packetId(), clock.instant());
    }

    @Override
    public void attemptBlocked(LaneCopy copy, LaneAccess attempt) {
        cases.wakeAt(copy.packetId(), clock.instant());
    }
}
