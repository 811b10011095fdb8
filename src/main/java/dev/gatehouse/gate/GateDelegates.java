package dev.gatehouse.gate;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.people.Directory;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Who may decide an open gate in its holder's place, by the delegate mapping at that moment, and that they find it among
 * their tasks. The gate stays the holder's.
 */
@Component
public class GateDelegates {

    private final GateKinds kinds;
    private final Gates gates;
    private final Cases cases;
    private final GateNotices notices;
    private final TaskRights rights;
    private final ObjectProvider<TaskService> tasks;
    private final ObjectProvider<Directory> directory;

    /** @param directory asked for late, like the tasks: the engine is made with this */
    GateDelegates(
            GateKinds kinds,
            Gates gates,
            Cases cases,
            GateNotices notices,
            TaskRights rights,
            ObjectProvider<TaskService> tasks,
            ObjectProvider<Directory> directory) {
        this.kinds = kinds;
        this.gates = gates;
        this.cases = cases;
        this.notices = notices;
        this.rights = rights;
        this.tasks = tasks;
        this.directory = directory;
    }

    // ---- who

    /** Everybody who may decide in this holder's place; nobody where the holder acts for somebody already. */
    Set<String> of(CaseFile caseFile, Gate kind, Optional<Holder> holder) {
        return among(directory.getObject().accounts(), caseFile, kind, holder);
    }

    private static Set<String> among(Collection<String> people, CaseFile caseFile, Gate kind, Optional<Holder> holder) {
        return holder.filter(named -> named.actingFor() == null).isPresent()
                ? kind.delegates(caseFile, people)
                : Set.of();
    }

    /** The person, acting for this holder; empty when they are no delegate of theirs. */
    Optional<Holder> asDelegate(String person, CaseFile caseFile, Gate kind, Optional<Holder> holder) {
        return among(List.of(person), caseFile, kind, holder).isEmpty()
                ? Optional.empty()
                : holder.map(named -> new Holder(person, named.person()));
    }

    /** Whether a person may decide this gate in its holder's place. */
    public boolean isDelegate(GateRecord gate, String person) {
        CaseFile caseFile = cases.get(gate.caseId());
        Gate kind = kinds.of(caseFile, gate);
        return asDelegate(person, caseFile, kind, gate.holder(caseFile, kind)).isPresent();
    }

    /** Whether a person may decide any open gate of the case in its holder's place. */
    public boolean isDelegate(CaseFile caseFile, String person) {
        return gates.open(caseFile.caseId()).stream().anyMatch(gate -> isDelegate(gate, person));
    }

    // ---- whose task it is

    /** Whether everybody who may decide an open gate of the case finds it among their tasks, and nobody else does. */
    public boolean haveTheirTasks(CaseFile caseFile) {
        return unclaimed(caseFile)
                .allMatch(
                        gate -> offered(gate).equals(due(caseFile, gate)) && isHeldByTheRightDelegate(caseFile, gate));
    }

    /** Where a gate itself goes to a delegate, the flow hands it over as soon as it looks. */
    private boolean isHeldByTheRightDelegate(CaseFile caseFile, GateRecord gate) {
        Optional<Holder> holder = gate.holder(caseFile, kinds.of(caseFile, gate));
        boolean delegated = gate.actingFor() != null
                || holder.filter(named -> named.actingFor() != null).isPresent();
        return !delegated || Objects.equals(holder.map(Holder::person).orElse(null), gate.assignee());
    }

    /** Offers the open gates of a case to whoever may decide them by now, and to nobody else any more. */
    public void offer(CaseFile caseFile) {
        unclaimed(caseFile).forEach(gate -> {
            Set<String> offered = offered(gate);
            Set<String> due = due(caseFile, gate);
            due.stream().filter(person -> !offered.contains(person)).forEach(person -> {
                tasks.getObject().addCandidateUser(gate.taskId(), person);
                notices.tell(caseFile, kinds.of(caseFile, gate), Set.of(person));
            });
            offered.stream().filter(person -> !due.contains(person)).forEach(person -> {
                tasks.getObject().deleteCandidateUser(gate.taskId(), person);
                if (!person.equals(gate.assignee())) {
                    rights.withdraw(gate, person);
                }
            });
        });
    }

    private Stream<GateRecord> unclaimed(CaseFile caseFile) {
        return gates.open(caseFile.caseId()).stream().filter(gate -> !gate.claimed());
    }

    private Set<String> due(CaseFile caseFile, GateRecord gate) {
        Gate kind = kinds.of(caseFile, gate);
        Set<String> due = new TreeSet<>(of(caseFile, kind, gate.holder(caseFile, kind)));
        if (kind.candidateGroup() == null) {
            due.addAll(kind.candidates(caseFile));
        }
        return due;
    }

    private Set<String> offered(GateRecord gate) {
        return tasks.getObject().getIdentityLinksForTask(gate.taskId()).stream()
                .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE) && link.getUserId() != null)
                .map(IdentityLink::getUserId)
                .collect(Collectors.toSet());
    }
}
