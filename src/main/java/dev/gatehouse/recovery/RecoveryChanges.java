package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.Recommendation;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import dev.gatehouse.release.CitingFlow;
import dev.gatehouse.release.MaterialChange;
import dev.gatehouse.release.MaterialChanges;
import dev.gatehouse.release.Standpoint;
import dev.gatehouse.release.domain.Basis;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What arrives for a recommendation, and what it does to it; every method runs in the engine's transaction. */
@Service
public class RecoveryChanges implements CitingFlow {

    private final Cases cases;
    private final RecommendationRevisions revisions;
    private final Recommendations recommendations;
    private final MaterialChanges changes;
    private final Judgement judgement;
    private final TablePolicy policy;

    RecoveryChanges(
            Cases cases,
            RecommendationRevisions revisions,
            Recommendations recommendations,
            MaterialChanges changes,
            Judgement judgement,
            TablePolicy policy) {
        this.cases = cases;
        this.revisions = revisions;
        this.recommendations = recommendations;
        this.changes = changes;
        this.judgement = judgement;
        this.policy = policy;
    }

    @Override
    public String flow() {
        return RecoveryProcess.KEY;
    }

    @Override
    public Basis basis(String caseId) {
        return RecommendationJson.packet(revisions.current(caseId).content());
    }

    private List<MaterialChange> material(CaseFile caseFile) {
        return changes.of(caseFile, () -> new AsItStands(caseFile));
    }

    /** Moves on with every revision that holds. */
    private final class AsItStands implements Standpoint {
        private final CaseFile caseFile;
        private final Standing standing;
        private final String stage;
        private final Set<String> seen = new HashSet<>();
        private Recommendation packet;
        private Instant revisedAt;

        AsItStands(CaseFile caseFile) {
            String caseId = caseFile.caseId();
            Revision current = revisions.current(caseId);
            this.caseFile = caseFile;
            this.standing = recommendations.standing(caseId);
            this.stage = current.state().name().toLowerCase(Locale.ROOT);
            this.packet = RecommendationJson.packet(current.content());
            this.revisedAt = recommendations.stated(caseId, current.number()).statedAt();
            revisions.all(caseId).forEach(one -> seen.add(one.sha256()));
        }

        @Override
        public String stage() {
            return stage;
        }

        @Override
        public Basis basis() {
            return packet;
        }

        @Override
        public List<String> audience() {
            return standing.terms().audience();
        }

        @Override
        public Instant audienceStatedAt() {
            return standing.audienceStatedAt();
        }

        /** A hash that this case has seen never comes back by event. */
        @Override
        public Optional<MaterialChange> ofThisFlow(InboxEvent event) {
            if (!event.type().equals(RecommendationJson.REVISED)) {
                return Optional.empty();
            }
            JsonNode revision = event.data();
            String sha256 = revision.path("sha256").asText();
            String effect = event.time().isBefore(revisedAt)
                    ? MaterialChanges.OVERTAKEN
                    : seen.contains(sha256) ? MaterialChanges.UNCHANGED : MaterialChanges.APPLIED;
            if (!changes.material(caseFile, event.type(), effect, stage, "", true)) {
                return Optional.empty();
            }
            packet = RecommendationJson.packet(revision.path("packet"));
            revisedAt = event.time();
            seen.add(sha256);
            return Optional.of(MaterialChange.of(
                    event,
                    sha256,
                    "The workspace states another revision, by "
                            + revision.path("author").asText() + "."));
        }
    }

    /** Takes up everything that has arrived: the next revision, another audience, what holds the one there is. */
    public void takeUpChanges(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        List<MaterialChange> material = material(caseFile);
        changes.takenUp(caseId, RecoveryProcess.KEY, policy.versions());
        material.forEach(change -> takeUp(caseFile, change));
    }

    private void takeUp(CaseFile caseFile, MaterialChange change) {
        String caseId = caseFile.caseId();
        Standing standing = recommendations.standing(caseId);
        Optional<InboxEvent> revised = change.event(RecommendationJson.REVISED);
        Optional<List<String>> audience = change.audience();
        if (revised.isPresent()) {
            revisions.renew(
                    caseId,
                    revised.get().data().path("packet"),
                    revised.get().data().path("author").asText(),
                    change.at(),
                    revised.get().account(),
                    change.cause());
        } else if (audience.isPresent()) {
            recommendations.stands(
                    caseId, standing.withAudience(audience.get(), change.at()).with(change.cause()));
        } else {
            HoldFault hold = HoldFault.of(Code.FACTS_CHANGED, change.subject(), "because", change.because());
            recommendations.stands(caseId, standing.with(hold).with(change.cause()));
        }
    }

    /** Notes arrivals that change nothing that is on a gate. */
    public void noteWithoutEffect(CaseFile caseFile) {
        changes.takenUpWithoutEffect(caseFile.caseId(), policy.versions());
    }

    /** Takes up what has arrived since the release; the sentences say what makes the lane's copy stale. */
    public List<String> takeUpAfterRelease(CaseFile caseFile) {
        List<MaterialChange> material = material(caseFile);
        noteWithoutEffect(caseFile);
        return material.stream().map(MaterialChange::sentence).toList();
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        changes.setAside(caseFile.caseId());
    }

    /** What withdraws the open gate, as a sentence: what has arrived, time, or a table that judges otherwise now. */
    public Optional<String> superseding(CaseFile caseFile) {
        return MaterialChange.superseding(material(caseFile))
                .or(() -> judgement.againstCandidate(caseFile).map(faults -> "It is held now. " + faults));
    }

    /** A sentence that names what is accepted and not worked in yet; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return superseding(caseFile).map(MaterialChanges::askToWait);
    }
}
