package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.HoldRules;
import dev.gatehouse.recovery.exchange.HoldSentences;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What the policy tables, the clock and what has happened hold against a release. */
@Service
public class Judgement {

    private static final String THE_SYSTEM = "gatehouse";

    private final Cases cases;
    private final Revisions revisions;
    private final RecommendationRevisions made;
    private final Recommendations recommendations;
    private final Owners owners;
    private final CaseClock clock;
    private final TablePolicy policy;
    private final Ledger ledger;

    Judgement(
            Cases cases,
            Revisions revisions,
            RecommendationRevisions made,
            Recommendations recommendations,
            Owners owners,
            CaseClock clock,
            TablePolicy policy,
            Ledger ledger) {
        this.cases = cases;
        this.revisions = revisions;
        this.made = made;
        this.recommendations = recommendations;
        this.owners = owners;
        this.clock = clock;
        this.policy = policy;
        this.ledger = ledger;
    }

    /**
     * Asks every table about the revision as it stands; one that something is held against goes no further.
     *
     * @return whether it may go on to its gates
     */
    public boolean judge(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Revision current = made.current(caseId);
        boolean standing = current.state() == RevisionState.DRAFT || current.state() == RevisionState.CANDIDATE;
        List<HoldFault> faults = faults(caseFile, current);
        if (!standing || faults.isEmpty()) {
            return standing;
        }
        boolean expired = current.state() == RevisionState.CANDIDATE
                && faults.stream().anyMatch(fault -> fault.code() == Code.WINDOW_OVER);
        revisions.changeState(
                caseId,
                current.number(),
                expired ? RevisionState.EXPIRED : RevisionState.HELD,
                THE_SYSTEM,
                sentences(faults));
        ObjectNode payload = current.named();
        ArrayNode because = payload.putArray("faults");
        faults.forEach(fault -> because.addObject()
                .put("code", fault.code().name())
                .put("policy", fault.code().policy())
                .put("subject", fault.subject()));
        ledger.append(caseId, THE_SYSTEM, LedgerKind.HOLD, "revision " + current.number(), payload, policy.versions());
        return false;
    }

    /** Everything that is held against the release now. */
    public List<HoldFault> faults(CaseFile caseFile) {
        return faults(caseFile, made.current(caseFile.caseId()));
    }

    private List<HoldFault> faults(CaseFile caseFile, Revision current) {
        Standing standing = recommendations.standing(caseFile.caseId());
        return Stream.concat(
                        standing.holds().stream(),
                        HoldRules.faults(
                                RecommendationJson.packet(current.content()),
                                standing.terms(),
                                owners.signers(caseFile),
                                policy,
                                clock.now(caseFile))
                                .stream())
                .toList();
    }

    /** What is held against a candidate now; nothing against what is none. */
    Optional<String> againstCandidate(CaseFile caseFile) {
        Revision current = made.current(caseFile.caseId());
        List<HoldFault> faults = current.state() == RevisionState.CANDIDATE ? faults(caseFile, current) : List.of();
        return faults.isEmpty() ? Optional.empty() : Optional.of(sentences(faults));
    }

    private static String sentences(List<HoldFault> faults) {
        return faults.stream().map(HoldSentences::of).collect(Collectors.joining(" "));
    }

    /** When time alone will hold what is on a gate; empty in a drill, whose clock is its events. */
    public Optional<Instant> nextChange(CaseFile caseFile) {
        Revision current = made.current(caseFile.caseId());
        return caseFile.drill() || current.state() != RevisionState.CANDIDATE
                ? Optional.empty()
                : HoldRules.nextChange(
                        RecommendationJson.packet(current.content()),
                        recommendations.standing(caseFile.caseId()).terms(),
                        policy,
                        clock.now(caseFile));
    }
}
