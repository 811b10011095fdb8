package dev.gatehouse.gate;

import static dev.gatehouse.gate.GateVariables.DECISION;
import static dev.gatehouse.gate.GateVariables.MANIFEST_SHA256;
import static dev.gatehouse.gate.GateVariables.OPTION_SET_SHA256;
import static dev.gatehouse.gate.GateVariables.REASON;
import static dev.gatehouse.gate.GateVariables.SHA256;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Snapshot;
import dev.gatehouse.engine.ProcessVariable;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.HashRule;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.Gate.Opening;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.policy.DelegateMapping;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What every gate has in common: it opens for a named person and one exact revision, and a decision counts only when
 * {@link #judge} lets it pass under the case's lock. Decision, ledger entry and completion commit together or not at
 * all.
 */
@Component
public class GateKeeper implements DecisionGuard {

    /** Why tasks are being withdrawn, set by whoever is about to withdraw them. */
    public static final ProcessVariable<String> WITHDRAWN_BECAUSE =
            ProcessVariable.passing("withdrawnBecause", String.class);

    private static final int LONGEST_REASON = 4000;

    private final GateKinds kinds;
    private final Gates gates;
    private final Cases cases;
    private final Snapshot snapshot;
    private final Ledger ledger;
    private final RefusalLedger refusals;
    private final GateNotices notices;
    private final GateDelegates delegates;
    private final TaskRights rights;
    private final ObjectProvider<IdentityService> identity;
    private final ObjectProvider<TaskService> tasks;
    private final ObjectProvider<DelegateMapping> mapping;

    GateKeeper(
            GateKinds kinds,
            Gates gates,
            Cases cases,
            Snapshot snapshot,
            Ledger ledger,
            RefusalLedger refusals,
            GateNotices notices,
            GateDelegates delegates,
            TaskRights rights,
            ObjectProvider<IdentityService> identity,
            ObjectProvider<TaskService> tasks,
            ObjectProvider<DelegateMapping> mapping) {
        this.kinds = kinds;
        this.gates = gates;
        this.cases = cases;
        this.snapshot = snapshot;
        this.ledger = ledger;
        this.refusals = refusals;
        this.notices = notices;
        this.delegates = delegates;
        this.rights = rights;
        this.identity = identity;
        this.tasks = tasks;
        this.mapping = mapping;
    }

    public Gate kind(CaseFile caseFile, GateRecord gate) {
        return kinds.of(caseFile, gate);
    }

    /** A task of a gate came into being: binds it to a person and a revision. */
    void open(DelegateTask task) {
        DelegateExecution execution = task.getExecution();
        CaseFile caseFile = cases.get(execution.getProcessBusinessKey());
        Gate kind = kinds.of(caseFile, task.getTaskDefinitionKey());
        Opening opening = kind.open(caseFile, execution);
        Holder holder = opening.holder();
        task.setName((caseFile.drill() ? "DRILL " : "") + opening.taskName());
        task.setAssignee(holder == null ? null : holder.person());
        Set<String> candidates = kind.candidates(caseFile);
        Set<String> deciders = new TreeSet<>(delegates.of(caseFile, kind, Optional.ofNullable(holder)));
        deciders.forEach(task::addCandidateUser);
        String group = kind.candidateGroup();
        if (group != null) {
            task.addCandidateGroup(group);
        } else {
            candidates.forEach(task::addCandidateUser);
        }
        gates.succeeded(
                caseFile.caseId(),
                kind.key(),
                kind.oneForEachPerson() && holder != null ? holder.person() : null,
                task.getId());
        gates.opened(task.getId(), execution.getActivityInstanceId(), caseFile.caseId(), kind.key(), opening);
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("gate", kind.key())
                .put("taskId", task.getId())
                .put("assignee", holder == null ? null : holder.person())
                .put("actingFor", holder == null ? null : holder.actingFor())
                .put("revision", opening.revision())
                .put(SHA256, opening.sha256());
        if (opening.manifestSha256() != null) {
            payload.put(OPTION_SET_SHA256, opening.optionSetSha256()).put(MANIFEST_SHA256, opening.manifestSha256());
        }
        ledger.append(caseFile.caseId(), "gatehouse", LedgerKind.GATE_OPENED, kind.key(), payload, Map.of());
        if (holder == null) {
            deciders.addAll(candidates);
        } else {
            deciders.add(holder.person());
        }
        notices.tell(caseFile, kind, deciders);
    }

    /** A task of a gate got an assignee: one of its candidates has claimed it, and it is theirs from here on. */
    void assigned(DelegateTask task) {
        String person = task.getAssignee();
        Optional<GateRecord> gate = gates.find(task.getId())
                .filter(one -> one.state() == GateRecord.State.OPEN && one.assignee() == null && person != null);
        if (gate.isEmpty()) {
            return;
        }
        CaseFile caseFile = cases.locked(gate.get().caseId());
        Gate kind = kinds.of(caseFile, gate.get());
        if (kind.candidates(caseFile).contains(person)) {
            gates.claimed(task.getId(), person);
            reassigned(gate.get(), person, null);
        }
    }

    /** A task of a gate is ending: either a decision, or a withdrawal when the execution was cancelled. */
    void close(DelegateExecution execution) {
        String caseId = execution.getProcessBusinessKey();
        if (!execution.isCanceled()) {
            lockWithWhatElseItChanges(cases.get(caseId), execution.getCurrentActivityId());
        }
        CaseFile caseFile = cases.locked(caseId);
        GateRecord gate = gates.ofActivityInstance(execution.getActivityInstanceId())
                .orElseThrow(() -> new IllegalStateException("a gate of case " + caseId + " was never opened"));
        if (execution.isCanceled()) {
            withdraw(execution, gate);
        } else {
            decide(execution, caseFile, gate);
        }
    }

    private void lockWithWhatElseItChanges(CaseFile caseFile, String gate) {
        List<String> others = kinds.of(caseFile, gate).alsoChanges(caseFile);
        if (!others.isEmpty()) {
            cases.lockAll(
                    Stream.concat(Stream.of(caseFile.caseId()), others.stream()).toList());
        }
    }

    private void withdraw(DelegateExecution execution, GateRecord gate) {
        String because = WITHDRAWN_BECAUSE.find(execution);
        if (because == null) {
            because = "The case ended before anybody decided.";
        }
        gates.withdrawn(gate.taskId(), because);
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("gate", gate.gate())
                .put("taskId", gate.taskId())
                .put("assignee", gate.assignee())
                .put(SHA256, gate.sha256())
                .put("because", because);
        ledger.append(gate.caseId(), "gatehouse", LedgerKind.GATE_WITHDRAWN, gate.gate(), payload, Map.of());
    }

    private void decide(DelegateExecution execution, CaseFile caseFile, GateRecord gate) {
        String user = authenticatedUser();
        try {
            Gate kind = kinds.of(caseFile, gate);
            Decision decision = judge(user, caseFile, kind, gate, sent(kind, execution));
            kind.decide(caseFile, gate, decision, execution);
            gates.decided(gate.taskId(), decision.decision(), decision.by().described());
            ObjectNode payload = JsonNodeFactory.instance
                    .objectNode()
                    .put("gate", gate.gate())
                    .put("taskId", gate.taskId())
                    .put(DECISION, decision.decision())
                    .put(REASON, decision.reason())
                    .put("actingFor", decision.by().actingFor())
                    .put("revision", gate.revision())
                    .put(SHA256, gate.sha256());
            hashes(gate).forEach(payload::put);
            kind.recorded(decision).forEach(payload::put);
            Map<String, String> policies = decision.by().actingFor() == null
                    ? Map.of()
                    : mapping.getObject().version();
            ledger.append(gate.caseId(), user, LedgerKind.DECISION, gate.gate(), payload, policies);
        } catch (RefusedException refused) {
            refusals.afterRollback(user, gate, refused.sentence());
            throw EngineRefusal.of(refused);
        } catch (FaultsException faults) {
            throw EngineRefusal.of(faults);
        }
    }

    private static Map<String, String> sent(Gate kind, DelegateExecution execution) {
        Map<String, String> sent = new HashMap<>();
        for (String name : kind.variables()) {
            TypedValue typed = execution.getVariableTyped(name, false);
            // the text as it came: an engine's JSON object would be written again, and differently
            Object value = typed instanceof SerializableValue serialized
                    ? serialized.getValueSerialized()
                    : typed == null ? null : typed.getValue();
            if (value instanceof String text) {
                sent.put(name, text);
            } else if (value != null) {
                throw new RefusedException(
                        Kind.INVALID, "not-text", "The variable " + name + " must be of type String.");
            }
        }
        return sent;
    }

    /** What a gate is bound to beside the revision itself, by the name of the variable that a decision carries it in. */
    private static Map<String, String> hashes(GateRecord gate) {
        Map<String, String> hashes = new LinkedHashMap<>();
        if (gate.optionSetSha256() != null) {
            hashes.put(OPTION_SET_SHA256, gate.optionSetSha256());
        }
        if (gate.manifestSha256() != null) {
            hashes.put(MANIFEST_SHA256, gate.manifestSha256());
        }
        return hashes;
    }

    @Override
    public void beforeClaim(String user, String taskId) {
        snapshot.read(() -> gates.find(taskId).map(gate -> {
            CaseFile caseFile = cases.get(gate.caseId());
            Holder holder = mustBeHolder(user, caseFile, gate);
            mustBeOpen(gate);
            if (gate.assignee() != null && !gate.assignee().equals(user)) {
                throw new RefusedException(
                        Kind.CONFLICT,
                        "assigned",
                        "The gate " + gate.gate() + " of case " + gate.caseId() + " is assigned to " + gate.assignee()
                                + "; " + user + " may decide it without claiming it.");
            }
            return holder;
        }));
    }

    @Override
    public void beforeDecision(String user, String taskId, Map<String, String> variables) {
        // not under the case's lock, which whoever works on the case may hold for long
        snapshot.read(() -> {
            GateRecord gate = gates.find(taskId)
                    .orElseThrow(() -> new RefusedException(
                            Kind.UNKNOWN, "unknown-task", "There is no gate with the task id " + taskId + "."));
            CaseFile caseFile = cases.get(gate.caseId());
            return judge(user, caseFile, kinds.of(caseFile, gate), gate, variables);
        });
    }

    @Override
    public List<String> variables(String taskId) {
        return gates.find(taskId)
                .map(gate -> kinds.of(cases.get(gate.caseId()), gate).variables())
                .orElse(GateVariables.COMMON);
    }

    /** Hands an open gate to whoever holds its role now; does nothing when they have it already. */
    public void reassign(GateRecord gate, @Nullable Holder holder) {
        String person = holder == null ? null : holder.person();
        if (Objects.equals(gate.assignee(), person)) {
            return;
        }
        tasks.getObject().setAssignee(gate.taskId(), person);
        if (gate.assignee() != null) {
            rights.withdraw(gate, gate.assignee());
        }
        gates.reassigned(gate.taskId(), holder);
        reassigned(gate, person, holder == null ? null : holder.actingFor());
        if (holder != null) {
            CaseFile caseFile = cases.get(gate.caseId());
            notices.tell(caseFile, kinds.of(caseFile, gate), Set.of(holder.person()));
        }
    }

    private void reassigned(GateRecord gate, @Nullable String person, @Nullable String actingFor) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("gate", gate.gate())
                .put("taskId", gate.taskId())
                .put("from", gate.assignee())
                .put("to", person)
                .put("actingFor", actingFor);
        ledger.append(gate.caseId(), "gatehouse", LedgerKind.GATE_REASSIGNED, gate.gate(), payload, Map.of());
    }

    /** Whether a person may see what the gate shows: it is theirs, or they are one of those who may take it. */
    public boolean concerns(GateRecord gate, String person) {
        CaseFile caseFile = cases.get(gate.caseId());
        return person.equals(gate.assignee())
                || isCandidate(person, caseFile, kinds.of(caseFile, gate), gate)
                || delegates.isDelegate(gate, person);
    }

    private static boolean isCandidate(String person, CaseFile caseFile, Gate kind, GateRecord gate) {
        return !gate.claimed() && kind.candidates(caseFile).contains(person);
    }

    /**
     * Binds an open gate to the revision that its draft has become by the work the gate is there for. Only for gates on
     * drafts: what is to be decided exactly as it was seen is withdrawn instead.
     */
    public void rebind(GateRecord gate, int revision, String sha256) {
        gates.rebound(gate.taskId(), revision, sha256);
    }

    /** What a decision must fulfil at every gate, in the order in which it is refused. */
    private Decision judge(String user, CaseFile caseFile, Gate kind, GateRecord gate, Map<String, String> sent) {
        Holder holder = mustBeHolder(user, caseFile, gate);
        mustBeOpen(gate);
        String decision = mustBeAnOption(kind, sent.get(DECISION));
        String reason = reasonGiven(kind, decision, sent.get(REASON));
        mustBeTheRevisionOnTheGate(kind, gate, sent.get(SHA256));
        mustBeTheReleaseOnTheGate(kind, gate, sent);
        kind.unappliedNews(caseFile).ifPresent(sentence -> {
            throw new RefusedException(Kind.CONFLICT, "change-not-applied", sentence);
        });
        Decision judged = new Decision(decision, reason, holder, sent);
        kind.check(caseFile, gate, judged);
        return judged;
    }

    private Holder mustBeHolder(String user, CaseFile caseFile, GateRecord gate) {
        Gate kind = kinds.of(caseFile, gate);
        Optional<Holder> holder = gate.holder(caseFile, kind);
        if (isCandidate(user, caseFile, kind, gate)) {
            return holder.filter(named -> named.person().equals(user)).orElse(new Holder(user, null));
        }
        return holder.filter(named -> named.person().equals(user))
                .filter(named -> !gate.claimed() || kind.candidates(caseFile).contains(user))
                .or(() -> delegates.asDelegate(user, caseFile, kind, holder))
                .orElseThrow(() -> new RefusedException(
                        Kind.FORBIDDEN,
                        "not-the-named-person",
                        "The gate " + gate.gate() + " of case " + gate.caseId() + " is "
                                + openedBy(caseFile, kind, gate, holder)
                                + "; " + (user.isEmpty() ? "nobody is logged in." : user + " cannot decide it.")));
    }

    private String openedBy(CaseFile caseFile, Gate kind, GateRecord gate, Optional<Holder> holder) {
        Set<String> people = new TreeSet<>();
        holder.ifPresent(named -> people.add(named.described()));
        if (!gate.claimed()) {
            people.addAll(kind.candidates(caseFile));
        }
        delegates.of(caseFile, kind, holder).stream()
                .map(person -> new Holder(person, holder.orElseThrow().person()).described())
                .forEach(people::add);
        return people.isEmpty()
                ? "opened by nobody at the moment: no authorised person holds the role"
                : "opened by " + String.join(" or ", people) + " alone";
    }

    private static void mustBeOpen(GateRecord gate) {
        switch (gate.state()) {
            case OPEN -> {}
            case DECIDED ->
                throw new RefusedException(
                        Kind.CONFLICT,
                        "already-decided",
                        "This gate was already decided: " + gate.decision() + " by " + gate.decidedBy() + ".");
            case WITHDRAWN ->
                throw new RefusedException(
                        Kind.CONFLICT, "withdrawn", "This task was withdrawn. " + gate.withdrawnBecause());
        }
    }

    private static String mustBeAnOption(Gate kind, @Nullable String decision) {
        if (decision != null
                && kind.options().stream().anyMatch(option -> option.decision().equals(decision))) {
            return decision;
        }
        if (kind.options().isEmpty()) {
            throw new RefusedException(
                    Kind.INVALID, "no-decision", "Nothing is decided at this task; it ends by what it is there for.");
        }
        throw new RefusedException(
                Kind.INVALID,
                "unknown-decision",
                "The variable decision must be one of "
                        + kind.options().stream().map(Gate.Option::decision).collect(Collectors.joining(", "))
                        + (decision == null ? "; it is missing." : ", not \"" + decision + "\"."));
    }

    private static @Nullable String reasonGiven(Gate kind, String decision, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            boolean required = kind.options().stream()
                    .anyMatch(option -> option.decision().equals(decision) && option.reasonRequired());
            if (required) {
                throw new RefusedException(
                        Kind.INVALID,
                        "reason-missing",
                        "The decision " + decision + " needs a reason in the variable reason.");
            }
            return null;
        }
        if (reason.length() > LONGEST_REASON) {
            throw new RefusedException(
                    Kind.INVALID,
                    "reason-too-long",
                    "A reason has at most " + LONGEST_REASON + " characters; this one has " + reason.length() + ".");
        }
        if (reason.indexOf('\0') >= 0) {
            throw new RefusedException(Kind.INVALID, "reason-not-text", "A reason is text without NUL characters.");
        }
        return reason;
    }

    private static void mustBeTheRevisionOnTheGate(Gate kind, GateRecord gate, @Nullable String sha256) {
        if (sha256 == null && (kind.hashRule() == HashRule.CHECKED_WHEN_SENT || gate.sha256() == null)) {
            return;
        }
        if (sha256 == null) {
            throw new RefusedException(
                    Kind.INVALID,
                    "hash-missing",
                    "The variable sha256 is missing: it names the exact revision that is decided on, "
                            + "as the review of this task shows it.");
        }
        if (!sha256.equals(gate.sha256())) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "hash-differs",
                    "The hash " + sha256 + " is not that of revision " + gate.revision() + " on this gate, which is "
                            + gate.sha256() + ". Load the review again and decide on what it shows.");
        }
    }

    private static void mustBeTheReleaseOnTheGate(Gate kind, GateRecord gate, Map<String, String> sent) {
        hashes(gate).forEach((name, onTheGate) -> {
            String named = sent.get(name);
            if (named == null && kind.hashRule() == HashRule.REQUIRED) {
                throw new RefusedException(
                        Kind.INVALID,
                        "hash-missing",
                        "The variable " + name + " is missing: with sha256 it names exactly what is decided on, "
                                + "as the review of this task shows it.");
            }
            if (named != null && !named.equals(onTheGate)) {
                throw new RefusedException(
                        Kind.CONFLICT,
                        "hash-differs",
                        "The " + name + " " + named + " is not what is on this gate, which is " + onTheGate
                                + ". Load the review again and decide on what it shows.");
            }
        });
    }

    private String authenticatedUser() {
        Authentication authentication = identity.getObject().getCurrentAuthentication();
        return authentication == null || authentication.getUserId() == null ? "" : authentication.getUserId();
    }
}
