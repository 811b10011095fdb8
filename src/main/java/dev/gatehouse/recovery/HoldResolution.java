package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.recovery.exchange.Premises;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import dev.gatehouse.release.Causes;
import dev.gatehouse.release.MaterialChanges;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How a packet owner resolves what is held against the release; every method runs in the engine's transaction. */
@Service
public class HoldResolution {

    private static final String THE_SYSTEM = "gatehouse";
    private static final String AUTHOR = "author";
    private static final String PACKET = "packet";

    private final Cases cases;
    private final RecommendationRevisions revisions;
    private final Recommendations recommendations;
    private final Owners owners;
    private final MaterialChanges changes;
    private final CaseClock clock;
    private final TablePolicy policy;
    private final Premises premises;
    private final Ledger ledger;

    HoldResolution(
            Cases cases,
            RecommendationRevisions revisions,
            Recommendations recommendations,
            Owners owners,
            MaterialChanges changes,
            CaseClock clock,
            TablePolicy policy,
            Premises premises,
            Ledger ledger) {
        this.cases = cases;
        this.revisions = revisions;
        this.recommendations = recommendations;
        this.owners = owners;
        this.changes = changes;
        this.clock = clock;
        this.policy = policy;
        this.premises = premises;
        this.ledger = ledger;
    }

    /** What is held: the latest revision. */
    public Revision held(String caseId) {
        return revisions.current(caseId);
    }

    /** @throws FaultsException every fault of a revision that is to resolve the hold */
    public JsonNode mustResolve(CaseFile caseFile, @Nullable String revisionText) {
        JsonNode revision = revision(revisionText);
        List<Fault> faults = new ArrayList<>(RecommendationJson.revisionFaults(revision, premises));
        if (revision.path(AUTHOR).asText().equals(owners.releases(caseFile))) {
            faults.add(new Fault(
                    "/author",
                    "is the release owner of this case; expected somebody else, for nobody releases what they wrote"));
        }
        if (revision.path("sha256")
                .asText()
                .equals(revisions.current(caseFile.caseId()).sha256())) {
            faults.add(new Fault(
                    "/sha256", "is that of the held revision; expected another packet, or the decision reaffirm"));
        }
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        return revision;
    }

    /** The packet owner states another revision. */
    public void supersede(CaseFile caseFile, Decision decision, @Nullable String revisionText) {
        JsonNode revision = mustResolve(caseFile, revisionText);
        revisions.renew(
                caseFile.caseId(),
                revision.path(PACKET),
                revision.path(AUTHOR).asText(),
                clock.now(caseFile),
                decision.by().described(),
                Causes.by(
                        decision.by().described(),
                        clock.now(caseFile),
                        "The packet owner stated another revision to resolve the hold."
                                + (decision.reason() == null ? "" : " " + decision.reason())));
    }

    private static JsonNode revision(@Nullable String text) {
        if (text == null) {
            throw new FaultsException(List.of(new Fault(
                    "",
                    "The variable revision is missing: it holds packet, sha256, optionSetSha256 and author as JSON.")));
        }
        try {
            return StrictJson.read(text);
        } catch (MalformedJsonException malformed) {
            throw new FaultsException(List.of(new Fault("", "The revision is not JSON: " + malformed.getMessage())));
        }
    }

    /** The packet owner stands by the same bytes after what has changed. */
    public void reaffirm(CaseFile caseFile, Decision decision) {
        Revision held = revisions.current(caseFile.caseId());
        revisions.renew(
                caseFile.caseId(),
                held.content(),
                recommendations.stated(caseFile.caseId(), held.number()).author(),
                clock.now(caseFile),
                decision.by().described(),
                Causes.by(
                        decision.by().described(),
                        clock.now(caseFile),
                        "The packet owner reaffirmed the same bytes: " + decision.reason()));
    }

    /** Ends a case that was never released. */
    public void closeWithdrawn(String caseId) {
        cases.locked(caseId);
        String outcome = "withdrawn";
        ledger.append(
                caseId,
                THE_SYSTEM,
                LedgerKind.CASE_SEALED,
                outcome,
                revisions.current(caseId).named(),
                policy.versions());
        changes.setAside(caseId);
        cases.end(caseId, outcome);
    }
}
