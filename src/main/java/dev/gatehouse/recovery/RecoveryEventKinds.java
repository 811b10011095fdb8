package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.recovery.exchange.Premises;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import dev.gatehouse.release.ReleaseEventKinds;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 5 understands. */
@Component
class RecoveryEventKinds extends ReleaseEventKinds {

    private final Cases cases;
    private final Revisions revisions;
    private final Premises premises;

    RecoveryEventKinds(Cases cases, Revisions revisions, Premises premises) {
        super(cases);
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
        Set<String> types = new HashSet<>(ReleaseEvents.types());
        types.add(RecommendationJson.REVISED);
        return types;
    }

    @Override
    public String startType() {
        return RecommendationJson.READY;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return type.equals(RecommendationJson.REVISED)
                ? RecommendationJson.revisionFaults(data, premises)
                : ReleaseEvents.faults(type, data, premises);
    }

    @Override
    public Optional<String> refusal(String caseId, String type, JsonNode data) {
        CaseFile caseFile = cases.get(caseId);
        return type.equals(RecommendationJson.REVISED)
                ? noHashComesBack(caseFile, data).or(() -> nobodyReleasesWhatTheyWrote(caseFile, data))
                : super.refusal(caseId, type, data);
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
