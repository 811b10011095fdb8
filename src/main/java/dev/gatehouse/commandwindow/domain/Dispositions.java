package dev.gatehouse.commandwindow.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of every event of a case what became of it. */
final class Dispositions {
    private final Declaration declaration;
    private final Facts facts;
    private final RoleHolders holders;
    private final WindowFacts windows;
    private final Set<String> concerned;

    Dispositions(Declaration declaration, Facts facts, RoleHolders holders, WindowFacts windows) {
        this.declaration = declaration;
        this.facts = facts;
        this.holders = holders;
        this.windows = windows;
        this.concerned = concerned();
    }

    /** In order of time, then source, then id. */
    List<Disposition> all() {
        return facts.events().stream().map(this::disposition).toList();
    }

    private Disposition disposition(CaseEvent event) {
        if (event.refused()) {
            return new Disposition(event, Disposition.Kind.REFUSED, event.refusedBecause(), null);
        }
        Optional<String> withoutEffect = withoutEffect(event);
        if (withoutEffect.isPresent()) {
            return new Disposition(event, Disposition.Kind.NO_EFFECT, withoutEffect.get(), null);
        }
        EventReference holder = holder(event);
        if (!holder.equals(event.reference())) {
            return new Disposition(event, Disposition.Kind.NO_EFFECT, Disposition.OVERTAKEN, holder);
        }
        return new Disposition(event, Disposition.Kind.APPLIED, remark(event), null);
    }

    /** The event that holds instead. An extension that is not longer overtakes nothing. */
    private EventReference holder(CaseEvent event) {
        EventReference lastExtension = windows.closesBecause();
        return event.fact() instanceof Fact.WindowExtended && lastExtension != null
                ? lastExtension
                : facts.holding(event).reference();
    }

    private Optional<String> withoutEffect(CaseEvent event) {
        Fact fact = event.fact();
        if (fact instanceof Fact.EvidenceRescheduled it) {
            return unknownEvidence(it.evidenceId());
        } else if (fact instanceof Fact.EvidenceConfirmed it) {
            return unknownEvidence(it.evidenceId());
        } else if (fact instanceof Fact.EvidenceWithdrawn it) {
            return unknownEvidence(it.evidenceId());
        } else if (fact instanceof Fact.CheckpointStarted it) {
            return unknownCheckpoint(it.checkpointId());
        } else if (fact instanceof Fact.CheckpointCompleted it) {
            return unknownCheckpoint(it.checkpointId());
        } else if (fact instanceof Fact.WindowChanged it) {
            return unknownCheckpoint(it.checkpointId());
        } else if (fact instanceof Fact.FreezeLifted it) {
            return windows.liftWithoutEffect(event, it);
        } else if (fact instanceof Fact.OwnerUnavailable it) {
            return when(!concerned.contains(it.person()), Disposition.NOT_A_PARTICIPANT);
        } else if (fact instanceof Fact.WindowExtended) {
            return windows.extensionWithoutEffect(event.reference());
        } else if (fact instanceof Fact.DelegateRotated) {
            return when(facts.holds(event) && !holders.applied(event.reference()), Disposition.DOES_NOT_HOLD_ROLE);
        }
        return Optional.empty();
    }

    private Optional<String> unknownEvidence(String evidenceId) {
        return when(declaration.evidence(evidenceId).isEmpty(), Disposition.UNKNOWN_EVIDENCE);
    }

    private Optional<String> unknownCheckpoint(String checkpointId) {
        return when(declaration.checkpoint(checkpointId).isEmpty(), Disposition.UNKNOWN_CHECKPOINT);
    }

    /** Everybody who takes part or could come to: participants and whoever a rotation names. */
    private Set<String> concerned() {
        var persons = new HashSet<String>();
        persons.add(declaration.bridgeLead());
        declaration.people().forEach(one -> persons.add(one.person()));
        facts.all(Fact.DelegateRotated.class)
                .forEach(one -> persons.add(one.fact().to()));
        return persons;
    }

    private @Nullable String remark(CaseEvent event) {
        return event.fact() instanceof Fact.DelegateRotated && holders.delegateNotApproved(event.reference())
                ? Disposition.DELEGATE_NOT_APPROVED
                : null;
    }

    private static Optional<String> when(boolean applies, String reason) {
        return applies ? Optional.of(reason) : Optional.empty();
    }
}
