package dev.gatehouse.digest.process;

import dev.gatehouse.digest.DigestProcess;
import dev.gatehouse.lane.process.Acknowledgement;
import dev.gatehouse.lane.process.LaneHandoffs;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everybody on the rota acknowledges the shared digest, or bounces it. */
@Component
class AcknowledgeDigest extends Acknowledgement {

    static final String ACKNOWLEDGE = "acknowledge";

    AcknowledgeDigest(LaneHandoffs handoffs) {
        super(handoffs, List.of("hidden-disagreement", "stale-evidence", "wrong-audience", "other"));
    }

    @Override
    public String key() {
        return DigestProcess.ACKNOWLEDGE_DIGEST;
    }

    @Override
    public String title() {
        return "Acknowledge the digest";
    }

    @Override
    protected Option accepting() {
        return new Option(
                ACKNOWLEDGE, "Acknowledge", "You have read what changed, what still applies and what is open.", false);
    }

    @Override
    protected String toldOfABounce() {
        return "The reviewer";
    }
}
