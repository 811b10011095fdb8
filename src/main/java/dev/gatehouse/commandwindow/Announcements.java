package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.people.Directory;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells people what a command window asks of them: who, what to do, where to look; never what is in a packet. */
@Component
class Announcements {

    private final Notices notices;
    private final Directory directory;

    Announcements(Notices notices, Directory directory) {
        this.notices = notices;
        this.directory = directory;
    }

    /** A protected checkpoint is held: the lead, the boundary owners and the escalation managers are told. */
    void escalated(CaseFile caseFile, Revision candidate) {
        JsonNode escalation = candidate.content().path("escalation");
        if (escalation.isMissingNode()) {
            return;
        }
        Set<String> recipients = new LinkedHashSet<>();
        escalation.path("to").forEach(to -> {
            String name = to.asText();
            if (directory.isPerson(name)) {
                recipients.add(name);
            } else {
                recipients.addAll(directory.membersOf(name));
            }
        });
        notices.announce(
                caseFile.caseId(),
                caseFile.drill(),
                "escalation-" + candidate.number(),
                recipients,
                "Escalation: a protected checkpoint of case " + caseFile.caseId() + " is held",
                "Revision " + candidate.number() + " of case " + caseFile.caseId()
                        + " holds at least one protected checkpoint. Look at /cases/" + caseFile.caseId()
                        + "; the bridge lead decides in Tasklist.");
    }
}
