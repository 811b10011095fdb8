package dev.gatehouse.gate;

import dev.gatehouse.cases.CaseFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/**
 * One kind of gate, a bean per user task of a model. What all gates have in common (live role, named person, exact
 * revision, ledger) is the {@link GateKeeper}'s; a flow says here who opens this one and what each decision does.
 */
public interface Gate {

    /** The task key of the spec, which is the user task's id in the model. */
    String key();

    /** What the gate is called where people read it. */
    String title();

    /** What can be decided, the plain yes first. */
    List<Option> options();

    /** Whether it is this flow's gate: flows whose gates have one name each have their own, and a form in common. */
    default boolean serves(String flow) {
        return true;
    }

    /** The variables that a decision may carry here; the doors let no other through. */
    default List<String> variables() {
        return GateVariables.COMMON;
    }

    /** How the gate is bound to a revision. */
    HashRule hashRule();

    /** Whether several people have a gate of this kind at once, each their own; a new one then replaces only their own. */
    default boolean oneForEachPerson() {
        return false;
    }

    /** For whom and for which revision the gate opens; called in the transaction that creates the task. */
    Opening open(CaseFile caseFile, DelegateExecution execution);

    /** Who may decide at this moment; empty when nobody holds the role. */
    Optional<Holder> holder(CaseFile caseFile, GateRecord gate);

    /**
     * Which other people may decide at this moment, each for themselves, until one of them has claimed the gate. The task names
     * them as its candidates where {@link #candidateGroup()} is none.
     */
    default Set<String> candidates(CaseFile caseFile) {
        return Set.of();
    }

    /**
     * Who of these may decide at this moment in the place of whoever holds the role, by the delegate mapping; the task names
     * them as candidates. Not asked where its holder acts for somebody already.
     */
    default Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return Set.of();
    }

    /** The group that the task is offered to where the gate is nobody's until one of it claims it; null for none. */
    default @Nullable String candidateGroup() {
        return null;
    }

    /** A sentence that says which accepted fact has to be worked in before anybody can decide; empty when none. */
    Optional<String> unappliedNews(CaseFile caseFile);

    /**
     * Refuses what this gate's own variables may not say. Asked at the doors and once more in the decision's transaction;
     * changes nothing. May refuse with a {@link RefusedException} or with faults.
     */
    default void check(CaseFile caseFile, GateRecord gate, Decision decision) {}

    /**
     * Other cases that a decision here may change, beside its own; they are locked with it before anything is judged.
     * Asked without a lock: more than it will change is fine, less is refused by {@link dev.gatehouse.cases.Cases#lock}.
     */
    default List<String> alsoChanges(CaseFile caseFile) {
        return List.of();
    }

    /** What the ledger keeps of a decision beside decision, reason and hashes; never content. */
    default Map<String, String> recorded(Decision decision) {
        return Map.of();
    }

    /** Does what the decision says, in its transaction; may refuse with a {@link RefusedException}. */
    void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution);

    /**
     * @param label what its button says
     * @param explanation what happens
     * @param reasonRequired whether it takes a reason; everything but the plain yes does
     */
    record Option(String decision, String label, String explanation, boolean reasonRequired) {}

    enum HashRule {
        /** A decision carries the hash that its maker saw. */
        REQUIRED,
        /** It may be left out and is checked when it is sent. */
        CHECKED_WHEN_SENT
    }

    /** @param actingFor whose role the person acts in, where it is not their own */
    record Holder(String person, @Nullable String actingFor) {
        private static final String FOR = " for ";

        /** "X", or "X for Y". */
        public String described() {
            return actingFor == null ? person : person + FOR + actingFor;
        }

        /** The person in what {@link #described()} gave; the ids of accounts have no blanks. */
        public static String personIn(String described) {
            int end = described.indexOf(FOR);
            return end < 0 ? described : described.substring(0, end);
        }
    }

    /**
     * @param holder null when nobody holds the role now
     * @param revision the revision on the gate, null where there is none
     * @param optionSetSha256 of the options on the gate, where there are any
     * @param manifestSha256 of the release manifest on the gate, where there is one
     */
    record Opening(
            @Nullable Holder holder,
            @Nullable Integer revision,
            @Nullable String sha256,
            @Nullable String optionSetSha256,
            @Nullable String manifestSha256,
            String taskName) {

        /** Bound to a revision alone. */
        public Opening(@Nullable Holder holder, @Nullable Integer revision, @Nullable String sha256, String taskName) {
            this(holder, revision, sha256, null, null, taskName);
        }
    }

    /** @param sent everything that was sent, by name: what {@link #variables()} lets through */
    record Decision(String decision, @Nullable String reason, Holder by, Map<String, String> sent) {
        public Decision {
            sent = Map.copyOf(sent);
        }

        /** What was sent under a name of this gate's own; null when it was not. */
        public @Nullable String sent(String name) {
            return sent.get(name);
        }
    }
}
