package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Fact.EvidenceConfirmed;
import dev.gatehouse.commandwindow.domain.Fact.EvidenceRescheduled;
import dev.gatehouse.commandwindow.domain.Fact.EvidenceWithdrawn;
import dev.gatehouse.commandwindow.domain.Facts.Stated;
import dev.gatehouse.commandwindow.domain.Situation.EvidenceState;
import dev.gatehouse.commandwindow.domain.Situation.EvidenceState.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** How each piece of evidence stands: of all that was said about it, in whatever form, the latest decides. */
final class EvidenceFacts {

    private final Facts facts;

    EvidenceFacts(Facts facts) {
        this.facts = facts;
    }

    EvidenceState standing(Declaration.Evidence evidence) {
        String id = evidence.evidenceId();
        return Stream.of(
                        facts.holding(EvidenceRescheduled.class, FactType.EVIDENCE_RESCHEDULED, id),
                        facts.holding(EvidenceConfirmed.class, FactType.EVIDENCE_CONFIRMED, id),
                        facts.holding(EvidenceWithdrawn.class, FactType.EVIDENCE_WITHDRAWN, id))
                .flatMap(one -> one.map(Stated::event).stream())
                .max(Comparator.naturalOrder())
                .map(event -> standing(evidence, event))
                .orElseGet(() -> declared(evidence));
    }

    private static EvidenceState declared(Declaration.Evidence evidence) {
        Instant readyAt = evidence.readyAt();
        return new EvidenceState(evidence, readyAt == null ? State.MISSING : State.ANNOUNCED, readyAt, null);
    }

    private static EvidenceState standing(Declaration.Evidence evidence, CaseEvent event) {
        if (event.fact() instanceof EvidenceRescheduled fact) {
            return new EvidenceState(evidence, State.ANNOUNCED, fact.readyAt(), event.reference());
        }
        if (event.fact() instanceof EvidenceConfirmed fact) {
            return new EvidenceState(evidence, State.CONFIRMED, fact.at(), event.reference());
        }
        return new EvidenceState(evidence, State.WITHDRAWN, null, event.reference());
    }
}
