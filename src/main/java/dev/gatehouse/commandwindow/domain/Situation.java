package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a command window stands at an instant: its declaration, with every accepted event of the case and every ruling of a
 * boundary owner folded in. Independent of the order in which events came and of how often each came. Source: spec 1,
 * "What a fact means".
 */
public final class Situation {

    /** How evidence stands; {@code readyAt} is null when withdrawn or never announced. */
    public record EvidenceState(
            Declaration.Evidence evidence,
            State state,
            @Nullable Instant readyAt,
            @Nullable EventReference because) {
        public enum State {
            ANNOUNCED,
            CONFIRMED,
            WITHDRAWN,
            MISSING
        }
    }

    /** @param because null when declared with the window */
    public record Freeze(
            String freezeId,
            Interval interval,
            String reason,
            @Nullable EventReference because) {}

    /** What really happened to a checkpoint, as stated; {@code owner} is null when nobody held the role at its start. */
    public record Execution(
            String checkpointId,
            Instant start,
            Instant end,
            boolean completed,
            @Nullable String owner,
            EventReference because) {}

    private final Declaration declaration;
    private final Instant now;
    private final Optional<Duration> freshness;
    private final Facts facts;
    private final RoleHolders holders;
    private final WindowFacts windows;
    private final EvidenceFacts evidence;
    private final Executions executions;
    private final List<BoundaryRuling> rulings;

    private Situation(
            Declaration declaration,
            Facts facts,
            Collection<BoundaryRuling> rulings,
            DelegateApproval approval,
            Optional<Duration> freshness,
            Instant now) {
        this.declaration = declaration;
        this.now = now;
        this.freshness = freshness;
        this.facts = facts;
        this.holders = new RoleHolders(declaration, facts, approval);
        this.windows = new WindowFacts(declaration, facts);
        this.evidence = new EvidenceFacts(facts);
        this.executions = new Executions(declaration, facts, holders, now);
        this.rulings = rulings.stream()
                .distinct()
                .sorted(Comparator.comparing(BoundaryRuling::checkpointId).thenComparing(BoundaryRuling::toString))
                .toList();
    }

    /**
     * @param events all events of the case, refused ones too, in any order
     * @param rulings all decisions of boundary owners in the case
     * @param freshness how old evidence may be when a checkpoint that requires it starts; empty means no limit
     * @param now the case clock
     */
    public static Situation of(
            Declaration declaration,
            Collection<CaseEvent> events,
            Collection<BoundaryRuling> rulings,
            DelegateApproval approval,
            Optional<Duration> freshness,
            Instant now) {
        return new Situation(declaration, Facts.of(events), rulings, approval, freshness, now);
    }

    /** The clock of a drill: the largest time of its accepted events, never before the window opens. */
    public static Instant drillClock(Declaration declaration, Collection<CaseEvent> events) {
        Instant opensAt = declaration.window().from();
        return events.stream()
                .filter(event -> !event.refused())
                .map(CaseEvent::time)
                .filter(time -> time.isAfter(opensAt))
                .max(Comparator.naturalOrder())
                .orElse(opensAt);
    }

    public Declaration declaration() {
        return declaration;
    }

    public Instant now() {
        return now;
    }

    /** What became of each event, in order of time, then source, then id. */
    public List<Disposition> dispositions() {
        return new Dispositions(declaration, facts, holders, windows).all();
    }

    /**
     * Who holds, at an instant, the role that {@code declaredHolder} holds by declaration; empty when nobody does.
     * Checkpoints of one role and declared owner pass from hand to hand together.
     */
    public Optional<String> holderAt(String role, String declaredHolder, Instant at) {
        return holders.holderAt(role, declaredHolder, at);
    }

    /** When, after now, the role that {@code declaredHolder} holds by declaration next passes on; empty when it does not. */
    public Optional<Instant> nextChangeOf(String role, String declaredHolder) {
        return holders.tenures(role, declaredHolder).stream()
                .flatMap(tenure -> Stream.of(Optional.ofNullable(tenure.from()), Optional.ofNullable(tenure.until())))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    /** The roles that a person holds now, by declaration or as delegate in office. */
    public Set<String> rolesOf(String person) {
        return holders.rolesOf(person, now);
    }

    /** Who leads the bridge now; empty when the lead departed and nobody approved took over. */
    public Optional<String> bridgeLead() {
        return holderAt(Declaration.BRIDGE_LEAD, declaration.bridgeLead(), now);
    }

    /** From opening to closing, extensions included. */
    public Interval commandWindow() {
        return windows.commandWindow();
    }

    public Instant closesAt() {
        return commandWindow().to();
    }

    /** Whether a source has closed the window. */
    public boolean closed() {
        return windows.closed();
    }

    /** Whether the window is over: closed, or its time has passed. */
    public boolean over() {
        return closed() || !now.isBefore(closesAt());
    }

    /** A checkpoint's own windows as they stand, in order of time; empty means the whole command window. */
    public List<Interval> windowsOf(String checkpointId) {
        return declaration
                .checkpoint(checkpointId)
                .map(windows::windowsOf)
                .map(WindowFacts.Windows::windows)
                .orElseGet(List::of);
    }

    /** The freezes in force, by id. */
    public List<Freeze> freezes() {
        return windows.freezes();
    }

    /** By person, then time. */
    public List<Absence> absences() {
        return windows.absences();
    }

    /** By evidence id. */
    public List<EvidenceState> evidence() {
        return declaration.evidence().stream()
                .map(evidence::standing)
                .sorted(Comparator.comparing(one -> one.evidence().evidenceId()))
                .toList();
    }

    /** What has really happened to a checkpoint; empty while it has not started. */
    public Optional<Execution> execution(String checkpointId) {
        return executions
                .of(checkpointId)
                .map(it -> new Execution(checkpointId, it.start(), it.end(), it.completed(), it.owner(), it.because()));
    }

    /** Facts that contradict rules. */
    public List<Conflict> conflicts() {
        return new Conflicts(declaration, windows, evidence, executions).all();
    }

    /** The decisions of boundary owners, by checkpoint. */
    public List<BoundaryRuling> rulings() {
        return rulings;
    }

    /** What the resequencer has to solve, given what people work from now. */
    public ResequencingProblem toProblem(Timeline authoritative) {
        return new ResequencingProblem(
                commandWindow(),
                windows.closesBecause(),
                declaration.granularity(),
                now,
                clockBecause(),
                declaration.checkpoints().stream()
                        .map(one -> checkpoint(one, authoritative))
                        .sorted(Comparator.comparing(ResequencingProblem.Checkpoint::checkpointId))
                        .toList(),
                declaration.spacings().stream()
                        .distinct()
                        .sorted(Comparator.comparing(ResequencingProblem.Spacing::before)
                                .thenComparing(ResequencingProblem.Spacing::after)
                                .thenComparing(ResequencingProblem.Spacing::gap))
                        .toList(),
                problemEvidence(),
                windows.freezes().stream()
                        .map(one -> new ResequencingProblem.Freeze(one.freezeId(), one.interval(), one.because()))
                        .toList(),
                windows.absences());
    }

    /** In a drill the event whose time is the clock. */
    private @Nullable EventReference clockBecause() {
        return declaration.drill()
                ? facts.accepted()
                        .filter(event -> event.time().equals(now))
                        .reduce((earlier, later) -> later)
                        .map(CaseEvent::reference)
                        .orElse(null)
                : null;
    }

    private ResequencingProblem.Checkpoint checkpoint(Declaration.Checkpoint one, Timeline authoritative) {
        String id = one.checkpointId();
        Timeline.Place place = authoritative.place(id);
        WindowFacts.Windows own = windows.windowsOf(one);
        List<Tenure> tenures = holders.tenures(one.role(), one.owner());
        List<BoundaryRuling> mine =
                rulings.stream().filter(it -> it.checkpointId().equals(id)).toList();
        return new ResequencingProblem.Checkpoint(
                id,
                one.guarded(),
                one.duration(),
                one.dependsOn().stream().sorted().toList(),
                one.requires().stream().sorted().toList(),
                own.windows(),
                own.because(),
                tenures,
                new ResequencingProblem.Before(place.start(), place.owner(), place.held()),
                executions.of(id).map(Executions.Execution::occupied).orElse(null),
                one.boundaryOwner(),
                mine.stream().anyMatch(it -> !it.granted()),
                mine.stream()
                        .filter(BoundaryRuling::granted)
                        .map(it -> new ResequencingProblem.Relaxation(
                                it.constraint(), it.subject(), it.needs(), it.allowed()))
                        .toList());
    }

    private Map<String, ResequencingProblem.Evidence> problemEvidence() {
        var byId = new TreeMap<String, ResequencingProblem.Evidence>();
        for (EvidenceState one : evidence()) {
            String id = one.evidence().evidenceId();
            Instant readyAt = one.readyAt();
            byId.put(
                    id,
                    new ResequencingProblem.Evidence(
                            id,
                            readyAt,
                            one.state() == EvidenceState.State.CONFIRMED,
                            readyAt == null
                                    ? null
                                    : freshness.map(readyAt::plus).orElse(null),
                            one.because()));
        }
        return byId;
    }
}
