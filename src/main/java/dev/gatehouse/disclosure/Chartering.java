package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.Charter;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.disclosure.exchange.ReleasedForm;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.release.Baseline;
import dev.gatehouse.release.Causes;
import dev.gatehouse.release.domain.LaneFault;
import dev.gatehouse.release.domain.LaneRules;
import dev.gatehouse.release.exchange.LaneSentences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** From a request to an approved charter; every method runs in the engine's transaction. */
@Service
public class Chartering {

    private final Cases cases;
    private final Revisions revisions;
    private final Drafts drafts;
    private final DisclosureChanges changes;
    private final DisclosurePolicy policy;
    private final DisclosurePremises premises;
    private final CaseClock clock;
    private final Baseline baseline;
    private final Ledger ledger;
    private final Disclosure disclosure;

    Chartering(
            Cases cases,
            Revisions revisions,
            Drafts drafts,
            DisclosureChanges changes,
            DisclosurePolicy policy,
            DisclosurePremises premises,
            CaseClock clock,
            Baseline baseline,
            Ledger ledger,
            Disclosure disclosure) {
        this.cases = cases;
        this.revisions = revisions;
        this.drafts = drafts;
        this.changes = changes;
        this.policy = policy;
        this.premises = premises;
        this.clock = clock;
        this.baseline = baseline;
        this.ledger = ledger;
        this.disclosure = disclosure;
    }

    /**
     * Opens the case of a good request with its packet as revision 1.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws RefusedException CONFLICT when the case exists
     */
    public String open(@Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        DisclosureRequests.check(request, premises);
        String caseId = request.path("caseId").asText();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        boolean drill = request.path("rehearsal").asBoolean(false);
        cases.open(caseId, DisclosureProcess.KEY, request.path("title").asText(), drill, processInstanceId, request);
        Draft draft = DisclosureRequests.draft(request);
        cases.addParticipants(caseId, draft.people());
        cases.addParticipants(caseId, draft.charter().agents());
        Instant now = clock.now(cases.get(caseId));
        ObjectNode cause = Causes.by(starter, now, "The packet was chartered.");
        drafts.open(caseId, draft, PacketStanding.chartered(cause, baseline.of(caseId, request, now)));
        Revision first = revisions.store(caseId, ReleasedForm.of(caseId, draft), null, starter);
        ObjectNode payload = first.named()
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("drill", drill);
        ledger.append(caseId, starter, LedgerKind.CASE_STARTED, DisclosureProcess.KEY, payload, policy.versions());
        return caseId;
    }

    /** Everything that the tables hold against the charter now. */
    public List<LaneFault> charterFaults(CaseFile caseFile) {
        Duration validity = DisclosureRequests.window(cases.request(caseFile.caseId()))
                .map(window -> Duration.between(window.from(), window.to()))
                .orElse(null);
        Charter charter = drafts.get(caseFile.caseId()).charter();
        return new LaneRules(charter.lane(), charter.audience(), charter.signers(), validity, policy).faults();
    }

    /** @throws RefusedException CONFLICT when policy refuses the charter */
    public void approveCharter(CaseFile caseFile, Holder by) {
        mustPassPolicy(caseFile);
        String caseId = caseFile.caseId();
        Draft draft = drafts.get(caseId);
        for (var section : draft.sections()) {
            draft = draft.flagged(
                    policy.flags(section), section.sectionId(), "In the text that was chartered.", by.described());
        }
        drafts.keep(caseId, draft);
    }

    /** @throws RefusedException CONFLICT when policy refuses the packet by now */
    void mustPassPolicy(CaseFile caseFile) {
        List<LaneFault> faults = charterFaults(caseFile);
        if (!faults.isEmpty()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "policy-refuses",
                    "Policy refuses this packet as it is. "
                            + faults.stream().map(LaneSentences::of).collect(Collectors.joining(" ")));
        }
    }

    /** Work on the packet begins. */
    public void openDraft(String caseId) {
        cases.locked(caseId);
        drafts.keep(caseId, drafts.get(caseId).at(Stage.DRAFT));
    }

    /** Ends a case whose charter was declined. */
    public void closeDeclined(String caseId) {
        cases.locked(caseId);
        Revision current = disclosure.current(caseId);
        revisions.changeState(
                caseId, current.number(), RevisionState.WITHDRAWN, Disclosure.THE_SYSTEM, "The charter was declined.");
        drafts.keep(caseId, drafts.get(caseId).at(Stage.WITHDRAWN));
        String outcome = Stage.WITHDRAWN.word();
        ledger.append(
                caseId, Disclosure.THE_SYSTEM, LedgerKind.CASE_SEALED, outcome, current.named(), policy.versions());
        changes.setAside(cases.get(caseId));
        cases.end(caseId, outcome);
    }
}
