package dev.gatehouse.gate;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.notice.Notices;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells people that a gate waits for them. */
@Component
class GateNotices {

    private final Notices notices;
    private final Gates gates;

    GateNotices(Notices notices, Gates gates) {
        this.notices = notices;
        this.gates = gates;
    }

    /** Once until somebody decides: in a burst one gate follows another, and nobody needs a mail for each. */
    void tell(CaseFile caseFile, Gate kind, Set<String> people) {
        notices.announce(
                caseFile.caseId(),
                caseFile.drill(),
                "gate-" + kind.key() + "-" + gates.decisions(caseFile.caseId(), kind.key()),
                people,
                kind.title() + ": case " + caseFile.caseId() + " waits for you",
                "A task of case " + caseFile.caseId() + " waits for your decision. Open it in Tasklist: "
                        + "/camunda/app/tasklist/. What it is about is shown there and at /cases/" + caseFile.caseId()
                        + ".");
    }
}
