package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bridge lead adopts: one timeline with explicit holds, why it is so, whom it affects, and where it comes from.
 * Nothing in it depends on the wall clock, a random id or how a burst of events was split. Source: spec 1, "The packet".
 *
 * @param bridgeLead who leads the bridge; null when nobody approved does
 * @param window from opening to closing, extensions included
 * @param ledger every checkpoint, by start, then id; a held one stands at its last place
 * @param deltas by person
 * @param causes what became of each event since the authoritative revision, by time, source and id
 * @param objective null for the declared timeline, which nobody has optimised; likewise {@code proven}
 */
public record CommandPacket(
        Declaration declaration,
        @Nullable String bridgeLead,
        Interval window,
        List<Line> ledger,
        List<Delta> deltas,
        List<Disposition> causes,
        List<Situation.EvidenceState> evidence,
        Map<String, List<Interval>> windows,
        List<Situation.Freeze> freezes,
        List<Absence> absences,
        List<Conflict> conflicts,
        List<BoundaryRuling> rulings,
        Lineage lineage,
        Map<String, String> policies,
        @Nullable Objective objective,
        @Nullable Boolean proven) {

    /** The group that hears of every held protected checkpoint. */
    public static final String ESCALATION_GROUP = "escalationManagers";

    /**
     * One checkpoint.
     *
     * @param start null when held, likewise {@code end}
     * @param owner null when nobody is authorised
     * @param previousStart its authoritative place, for one that was held its last place
     * @param hold set exactly when held
     */
    public record Line(
            Declaration.Checkpoint checkpoint,
            State state,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String owner,
            Instant previousStart,
            @Nullable String previousOwner,
            List<Because> because,
            @Nullable Hold hold) {

        public String checkpointId() {
            return checkpoint.checkpointId();
        }

        /** Where it stands in the order of the ledger. */
        public Instant place() {
            return start != null ? start : previousStart;
        }
    }

    /**
     * Why a checkpoint is as it is.
     *
     * @param explanation the rule that stands in the way, where one does
     * @param causedBy the events that made it so; empty when it was declared
     */
    public record Because(Kind kind, @Nullable Explanation explanation, List<EventReference> causedBy) {
        public enum Kind {
            MOVED,
            HELD,
            OWNER_CHANGED,
            STARTED,
            COMPLETED
        }
    }

    /**
     * @param previous hash of the authoritative revision; null for the first
     * @param supersedes hashes of every adopted revision before, oldest first
     */
    public record Lineage(@Nullable String previous, List<String> supersedes) {
        public Lineage {
            supersedes = List.copyOf(supersedes);
        }
    }

    /** Who must hear that protected checkpoints are held. */
    public record Escalation(List<Because> because, List<String> to) {
        public record Because(String checkpointId, HoldReason reason) {}
    }

    /** What people would work from once it is adopted. */
    public Timeline timeline() {
        var places = new TreeMap<String, Timeline.Place>();
        ledger.forEach(line -> places.put(
                line.checkpointId(), new Timeline.Place(line.place(), line.owner(), line.state() == State.HELD)));
        return new Timeline(places);
    }

    /** The held ones, in order of the ledger. */
    public List<Line> held() {
        return ledger.stream().filter(line -> line.hold() != null).toList();
    }

    /** The held protected ones: the packet says these first. */
    public List<Line> protectedHeld() {
        return held().stream().filter(line -> line.checkpoint().guarded()).toList();
    }

    /** Null while no protected checkpoint is held. */
    public @Nullable Escalation escalation() {
        var because = new ArrayList<Escalation.Because>();
        var to = new LinkedHashSet<String>();
        to.add(bridgeLead != null ? bridgeLead : declaration.bridgeLead());
        for (Line line : protectedHeld()) {
            Hold hold = line.hold();
            if (hold != null) {
                because.add(new Escalation.Because(line.checkpointId(), hold.reason()));
            }
            String boundaryOwner = line.checkpoint().boundaryOwner();
            if (boundaryOwner != null) {
                to.add(boundaryOwner);
            }
        }
        to.add(ESCALATION_GROUP);
        return because.isEmpty() ? null : new Escalation(because, List.copyOf(to));
    }
}
