package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.ADOPT_PACKET;
import static dev.gatehouse.commandwindow.CommandWindowProcess.CONFIRM_SCOPE;
import static dev.gatehouse.commandwindow.CommandWindowProcess.MESSAGE_CHANGE;
import static dev.gatehouse.commandwindow.CommandWindowProcess.MESSAGE_CLOSED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Flow;
import dev.gatehouse.commandwindow.ChangeSet;
import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.commandwindow.CommandWindowViews;
import dev.gatehouse.commandwindow.MaterialNews;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.packet.Revision;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Brings what has arrived for a command window to its process instance. */
@Component
class CommandWindowFlow implements Flow {

    private static final Set<String> LEAD_GATES = Set.of(CONFIRM_SCOPE, ADOPT_PACKET);

    private final CommandWindow window;
    private final MaterialNews news;
    private final CommandWindowViews views;
    private final Cases cases;
    private final Gates gates;
    private final GateKeeper keeper;
    private final RuntimeService runtime;
    private final ManagementService management;

    CommandWindowFlow(
            CommandWindow window,
            MaterialNews news,
            CommandWindowViews views,
            Cases cases,
            Gates gates,
            GateKeeper keeper,
            RuntimeService runtime,
            ManagementService management) {
        this.window = window;
        this.news = news;
        this.views = views;
        this.cases = cases;
        this.gates = gates;
        this.keeper = keeper;
        this.runtime = runtime;
        this.management = management;
    }

    @Override
    public String key() {
        return CommandWindowProcess.KEY;
    }

    @Override
    public void takeUp(CaseFile caseFile) {
        if (!caseFile.isOpen()) {
            window.setAside(caseFile);
            return;
        }
        ChangeSet changes = window.read(caseFile);
        if (changes.situation().over()) {
            correlate(caseFile, MESSAGE_CLOSED, "The command window is over: " + window.endedBecause(changes));
            return;
        }
        moveWindowEnd(changes);
        List<GateRecord> open = gates.open(caseFile.caseId());
        reassignToTheLead(caseFile, open);
        cases.wakeAt(caseFile.caseId(), window.nextLeadChange(changes).orElse(null));
        Optional<String> reconsider = cases.takeReconsideration(caseFile.caseId());
        boolean scopeOpen = open.stream().anyMatch(gate -> gate.gate().equals(CONFIRM_SCOPE));
        if (scopeOpen) {
            return;
        }
        Optional<String> superseding = news.superseding(changes).or(() -> reconsider
                .filter(because -> window.wouldDiffer(changes))
                .map(because -> "Superseded because " + because + "."));
        if (superseding.isPresent()) {
            correlate(caseFile, MESSAGE_CHANGE, superseding.get());
        } else if (!changes.news().isEmpty()) {
            window.noteWithoutEffect(changes);
        }
    }

    private void correlate(CaseFile caseFile, String message, String because) {
        runtime.createMessageCorrelation(message)
                .processInstanceId(caseFile.processInstanceId())
                .setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(because, true))
                .correlate();
    }

    /** An extended window ends later; a drill's timer never fires and stays where it is. */
    private void moveWindowEnd(ChangeSet changes) {
        if (changes.caseFile().drill()) {
            return;
        }
        Instant closesAt = changes.situation().closesAt();
        Job timer = management
                .createJobQuery()
                .processInstanceId(changes.caseFile().processInstanceId())
                .timers()
                .singleResult();
        if (timer != null && !timer.getDuedate().toInstant().equals(closesAt)) {
            management.setJobDuedate(timer.getId(), Date.from(closesAt));
        }
    }

    private void reassignToTheLead(CaseFile caseFile, List<GateRecord> open) {
        for (GateRecord gate : open) {
            if (LEAD_GATES.contains(gate.gate())) {
                Optional<Holder> lead = window.bridgeLead(caseFile);
                // a delegate in office takes part from now on, also where no checkpoint is theirs
                lead.ifPresent(holder -> cases.addParticipants(caseFile.caseId(), List.of(holder.person())));
                keeper.reassign(gate, lead.orElse(null));
            }
        }
    }

    @Override
    public ObjectNode review(CaseFile caseFile, GateRecord gate, String reader) {
        return views.review(caseFile, gate, keeper.kind(caseFile, gate), reader);
    }

    @Override
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        return views.view(caseFile, revision, reader);
    }

    @Override
    public boolean ownsGates(CaseFile caseFile, String person) {
        return views.ownsGates(caseFile, person);
    }
}
