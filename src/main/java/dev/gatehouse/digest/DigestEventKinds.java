package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.intake.EventKinds;
import dev.gatehouse.intake.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 4 understands: a newer publication is a case of its own. */
@Component
class DigestEventKinds implements EventKinds {

    private final Cases cases;

    DigestEventKinds(Cases cases) {
        this.cases = cases;
    }

    @Override
    public String flow() {
        return DigestProcess.KEY;
    }

    @Override
    public Set<String> types() {
        return Set.of(DigestRequests.CLOCK_ADVANCED);
    }

    @Override
    public String startType() {
        return DigestRequests.PUBLISHED;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return DigestRequests.eventFaults(data);
    }

    /** Nobody's right to state a fact depends on a role here. */
    @Override
    public Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(String caseId, String type, JsonNode data) {
        return cases.get(caseId).refusesAClock();
    }
}
