package dev.gatehouse.cases;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.gate.GateDelegates;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.ledger.CaseReaders;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may read what of a case. Source: kernel spec, "Who sees what". */
@Component
public class CaseAccess implements CaseReaders {

    private final Cases cases;
    private final Directory directory;
    private final ObjectProvider<Flow> flows;
    private final GateDelegates delegates;
    private final Ledger ledger;
    private final TransactionTemplate ownTransaction;

    CaseAccess(
            Cases cases,
            Directory directory,
            ObjectProvider<Flow> flows,
            GateDelegates delegates,
            Ledger ledger,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.directory = directory;
        this.flows = flows;
        this.delegates = delegates;
        this.ledger = ledger;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Whether the reader may know that the case exists and where it stands. */
    public boolean maySee(CaseFile caseFile, String reader) {
        return seesEveryCase(reader) || takesPart(caseFile, reader) || isDelegate(caseFile, reader);
    }

    /** Auditors and administrators: nothing is said to them that another case's existence could give away. */
    public boolean seesEveryCase(String reader) {
        return isAuditor(reader) || isAdmin(reader);
    }

    /** @throws RefusedException FORBIDDEN */
    public void mustSee(CaseFile caseFile, String reader) {
        if (!maySee(caseFile, reader)) {
            throw refused(
                    caseFile.caseId(),
                    reader,
                    "not-a-participant",
                    reader + " takes no part in case " + caseFile.caseId() + ".");
        }
    }

    /** Its gate owners, auditors and administrators. */
    @Override
    public void mayReadLedger(String caseId, String reader) {
        CaseFile caseFile = cases.get(caseId);
        if (!seesEveryCase(reader) && !ownsGates(caseFile, reader)) {
            throw refused(
                    caseId,
                    reader,
                    "no-ledger",
                    "The ledger of case " + caseFile.caseId() + " is read by its gate owners and auditors.");
        }
    }

    /**
     * @param concerned whether the gate is the reader's own, or theirs to claim
     * @throws RefusedException FORBIDDEN unless it is, or the reader audits
     */
    public void mustReview(GateRecord gate, String reader, boolean concerned) {
        boolean own = directory.isPerson(reader) && concerned;
        if (!own && !isAuditor(reader)) {
            throw refused(
                    gate.caseId(),
                    reader,
                    "not-your-task",
                    "The task " + gate.gate() + " of case " + gate.caseId()
                            + " is shown to the people who may decide it and to auditors.");
        }
    }

    /** Content is for participants, gate owners and auditors; an administrator sees that there is some. */
    public boolean mayReadContent(CaseFile caseFile, String reader) {
        return isAuditor(reader) || takesPart(caseFile, reader) || ownsGates(caseFile, reader);
    }

    /** @throws RefusedException FORBIDDEN */
    public void mustReadContent(CaseFile caseFile, String reader) {
        if (!mayReadContent(caseFile, reader)) {
            throw refused(
                    caseFile.caseId(),
                    reader,
                    "no-content",
                    "The packets of case " + caseFile.caseId() + " are read by its participants and auditors.");
        }
    }

    public Flow flow(CaseFile caseFile) {
        return flows.stream()
                .filter(flow -> flow.key().equals(caseFile.flow()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no flow is called " + caseFile.flow()));
    }

    public boolean isAuditor(String reader) {
        return groups(reader).contains(Groups.AUDITORS);
    }

    private boolean isAdmin(String reader) {
        return groups(reader).contains(Groups.ADMIN);
    }

    /** An agent takes part where its case's flow has made it a participant, and then reads what the flow shows it. */
    private boolean takesPart(CaseFile caseFile, String reader) {
        return directory.exists(reader) && cases.participants(caseFile.caseId()).contains(reader);
    }

    private boolean isDelegate(CaseFile caseFile, String reader) {
        return directory.isPerson(reader) && delegates.isDelegate(caseFile, reader);
    }

    private boolean ownsGates(CaseFile caseFile, String reader) {
        return directory.isPerson(reader) && flow(caseFile).ownsGates(caseFile, reader) || isDelegate(caseFile, reader);
    }

    private Set<String> groups(String reader) {
        return directory.groupsOf(reader);
    }

    /** Writes the refusal down in a transaction of its own, so that nothing rolls it back. */
    private RefusedException refused(String caseId, String reader, String code, String sentence) {
        ownTransaction.executeWithoutResult(status -> {
            cases.locked(caseId);
            ledger.append(
                    caseId,
                    reader,
                    LedgerKind.READ_REFUSED,
                    code,
                    JsonNodeFactory.instance.objectNode().put("because", sentence),
                    Map.of());
        });
        return new RefusedException(Kind.FORBIDDEN, code, sentence);
    }
}
