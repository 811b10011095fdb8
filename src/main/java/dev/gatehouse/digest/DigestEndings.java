package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.Standing.Ending;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import org.springframework.stereotype.Service;

/** Ends cases that share nothing; every method runs in the engine's transaction. */
@Service
public class DigestEndings {

    static final String STOPPED = "stopped";
    static final String SUPERSEDED = "superseded";
    static final String REFUSED = "refused";

    private final Cases cases;
    private final Digests digests;
    private final DigestNews news;
    private final Revisions revisions;
    private final Notices notices;
    private final Directory directory;
    private final DigestPolicy policy;
    private final Ledger ledger;

    DigestEndings(
            Cases cases,
            Digests digests,
            DigestNews news,
            Revisions revisions,
            Notices notices,
            Directory directory,
            DigestPolicy policy,
            Ledger ledger) {
        this.cases = cases;
        this.digests = digests;
        this.news = news;
        this.revisions = revisions;
        this.notices = notices;
        this.directory = directory;
        this.policy = policy;
        this.ledger = ledger;
    }

    /** Somebody says that no digest is to be shared. */
    public void stop(String caseId, String reason) {
        digests.stands(caseId, digests.standing(caseId).endingAs(new Ending(STOPPED, null, reason)));
    }

    /** Seals the ledger of a case whose end is decided, or that is overtaken by now. */
    public void close(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Standing standing = digests.standing(caseId);
        Ending ending = standing.ending() == null ? overtaken(caseFile) : standing.ending();
        digests.stands(caseId, standing.endingAs(ending));
        digests.cameToNothing(caseId);
        RevisionState state = ending.state().equals(SUPERSEDED) ? RevisionState.SUPERSEDED : RevisionState.WITHDRAWN;
        revisions
                .candidate(caseId)
                .ifPresent(candidate ->
                        revisions.changeState(caseId, candidate.number(), state, "gatehouse", ending.reason()));
        if (ending.state().equals(REFUSED)) {
            tellSupportOperations(caseFile);
        }
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("state", ending.state())
                .put("code", ending.code())
                .put("because", ending.reason());
        ledger.append(caseId, "gatehouse", LedgerKind.CASE_SEALED, ending.state(), payload, policy.versions());
        cases.end(caseId, ending.state());
    }

    private Ending overtaken(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        return digests.moved(caseId)
                .map(moved -> new Ending(REFUSED, "TAG_MOVED", moved))
                .orElseGet(() ->
                        new Ending(SUPERSEDED, null, news.overtaken(caseFile).orElseThrow()));
    }

    private void tellSupportOperations(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        notices.announce(
                caseId,
                caseFile.drill(),
                "publication-refused",
                directory.membersOf(Groups.SUPPORT_OPERATIONS),
                "Case " + caseId + ": a publication of a runbook was refused",
                "What was published is no source of a digest. Why is said at /cases/" + caseId
                        + "; publish it again under a new tag, as the policy asks for.");
    }
}
