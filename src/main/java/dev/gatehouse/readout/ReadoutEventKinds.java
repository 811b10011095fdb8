package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.EventKinds;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.readout.exchange.ReadoutEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 3 understands. */
@Component
class ReadoutEventKinds implements EventKinds {

    private final Cases cases;
    private final Readouts readouts;

    ReadoutEventKinds(Cases cases, Readouts readouts) {
        this.cases = cases;
        this.readouts = readouts;
    }

    @Override
    public String flow() {
        return ReadoutProcess.KEY;
    }

    @Override
    public Set<String> types() {
        return ReadoutEvents.types();
    }

    @Override
    public String startType() {
        return ReadoutEvents.APPROVED;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return ReadoutEvents.validate(type, data);
    }

    /** Nobody's right to state a fact depends on a role here. */
    @Override
    public Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(String caseId, String type, JsonNode data) {
        CaseFile caseFile = cases.get(caseId);
        return switch (type) {
            case ReadoutEvents.CLOCK_ADVANCED -> caseFile.refusesAClock();
            case ReadoutEvents.ATTENDEE_CHANGED ->
                theRoleIsOfThisReadout(caseId, data).or(() -> whoIsNewIsDescribed(caseId, data));
            default -> Optional.empty();
        };
    }

    private Optional<String> theRoleIsOfThisReadout(String caseId, JsonNode data) {
        Set<String> roles = new TreeSet<>(readouts.standing(caseId).seats().keySet());
        String role = data.path("role").asText();
        return roles.contains(role)
                ? Optional.empty()
                : Optional.of("The readout of case %s has no role %s; it has %s."
                        .formatted(caseId, role, String.join(", ", roles)));
    }

    private Optional<String> whoIsNewIsDescribed(String caseId, JsonNode data) {
        String person = data.path("person").asText("");
        boolean described = person.isEmpty()
                || (data.has("zone") && data.has("workingHours"))
                || readouts.standing(caseId).people().stream()
                        .anyMatch(one -> one.path("person").asText().equals(person));
        return described
                ? Optional.empty()
                : Optional.of(
                        "Nobody knows when %s works; state zone and workingHours with the person.".formatted(person));
    }
}
