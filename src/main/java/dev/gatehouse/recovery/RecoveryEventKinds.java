package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.EventKinds;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.recovery.exchange.Premises;
import dev.gatehouse.recovery.exchange.RecommendationEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 5 understands. */
@Component
class RecoveryEventKinds implements EventKinds {

    private final Cases cases;
    private final Revisions revisions;
    private final Premises premises;

    RecoveryEventKinds(Cases cases, Revisions revisions, Premises premises) {
        this.cases = cases;
        this.revisions = revisions;
        this.premises = premises;
    }

    @Override
    public String flow() {
        return RecoveryProcess.KEY;
    }

    @Override
    public Set<String> types() {
        return RecommendationEvents.types();
    }

    @Override
    public String startType() {
        return RecommendationEvents.READY;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return RecommendationEvents.validate(type, data, premises);
    }

    /** Who may state that evidence has changed depends on the register that it is in. */
    @Override
    public Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
        return type.equals(RecommendationEvents.EVIDENCE_CHANGED)
                ? Optional.of(data.path("register").asText())
                : Optional.empty();
    }

    @Override
    public Optional<String> refusal(String caseId, String type, JsonNode data) {
        CaseFile caseFile = cases.get(caseId);
        return switch (type) {
            case RecommendationEvents.CLOCK_ADVANCED -> onlyADrillsClockIsStated(caseFile);
            case RecommendationEvents.AUDIENCE_CHANGED -> theLaneStays(caseFile, data);
            case RecommendationEvents.REVISED ->
                noHashComesBack(caseFile, data).or(() -> nobodyReleasesWhatTheyWrote(caseFile, data));
            default -> Optional.empty();
        };
    }

    private static Optional<String> onlyADrillsClockIsStated(CaseFile caseFile) {
        return caseFile.drill()
                ? Optional.empty()
                : Optional.of(
                        "The case " + caseFile.caseId() + " is live and runs by the clock; only a drill's is stated.");
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

    private Optional<String> noHashComesBack(CaseFile caseFile, JsonNode data) {
        List<RevisionReference> all = revisions.references(caseFile.caseId());
        String current = all.get(all.size() - 1).sha256();
        String stated = data.path("sha256").asText();
        return all.stream()
                .filter(one -> one.sha256().equals(stated) && !stated.equals(current))
                .findFirst()
                .map(one -> "The hash %s is that of revision %d, which was superseded; it does not come back."
                        .formatted(stated, one.number()));
    }

    private Optional<String> nobodyReleasesWhatTheyWrote(CaseFile caseFile, JsonNode data) {
        String releaseOwner =
                cases.request(caseFile.caseId()).path("releaseOwner").asText();
        return data.path("author").asText().equals(releaseOwner)
                ? Optional.of(
                        "The author is " + releaseOwner + ", who releases this case; nobody releases what they wrote.")
                : Optional.empty();
    }
}
