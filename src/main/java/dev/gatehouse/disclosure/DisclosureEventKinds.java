package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.intake.EventKinds;
import dev.gatehouse.intake.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 2 understands. */
@Component
class DisclosureEventKinds implements EventKinds {

    private final Cases cases;
    private final DisclosurePremises premises;

    DisclosureEventKinds(Cases cases, DisclosurePremises premises) {
        this.cases = cases;
        this.premises = premises;
    }

    @Override
    public String flow() {
        return DisclosureProcess.KEY;
    }

    @Override
    public Set<String> types() {
        return DisclosureRequests.eventTypes();
    }

    @Override
    public String startType() {
        return DisclosureRequests.CHARTERED;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return DisclosureRequests.eventFaults(type, data, premises);
    }

    /** Who may state that evidence has changed depends on the register that it is in. */
    @Override
    public Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
        return type.equals(DisclosureRequests.EVIDENCE_CHANGED)
                ? Optional.of(data.path("register").asText())
                : Optional.empty();
    }

    @Override
    public Optional<String> refusal(String caseId, String type, JsonNode data) {
        CaseFile caseFile = cases.get(caseId);
        return switch (type) {
            case DisclosureRequests.CLOCK_ADVANCED ->
                caseFile.drill()
                        ? Optional.empty()
                        : Optional.of(
                                "The case " + caseId + " is live and runs by the clock; only a drill's is stated.");
            case DisclosureRequests.AUDIENCE_CHANGED -> theLaneStays(caseFile, data);
            default -> Optional.empty();
        };
    }

    private Optional<String> theLaneStays(CaseFile caseFile, JsonNode data) {
        String own = cases.request(caseFile.caseId()).path("lane").asText();
        String stated = data.path("lane").asText();
        return stated.equals(own)
                ? Optional.empty()
                : Optional.of(
                        "The case %s releases into the lane %s; another lane, such as %s, needs a case of its own."
                                .formatted(caseFile.caseId(), own, stated));
    }
}
