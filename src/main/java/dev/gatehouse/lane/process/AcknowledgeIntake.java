package dev.gatehouse.lane.process;

import java.util.List;
import org.springframework.stereotype.Component;

/** A recipient accepts the packet for review, or bounces it. */
@Component
class AcknowledgeIntake extends Acknowledgement {

    static final String ACCEPT = "accept";

    AcknowledgeIntake(LaneHandoffs handoffs) {
        super(
                handoffs,
                List.of("hidden-disagreement", "stale-evidence", "wrong-audience", "missing-blocked-terms", "other"));
    }

    @Override
    public String key() {
        return LaneHandoffProcess.ACKNOWLEDGE_INTAKE;
    }

    @Override
    public String title() {
        return "Acknowledge intake";
    }

    @Override
    protected Option accepting() {
        return new Option(ACCEPT, "Accept for review", "You have the packet. It approves no remedy.", false);
    }

    @Override
    protected String toldOfABounce() {
        return "The release owner";
    }
}
