package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.release.Causes;
import dev.gatehouse.release.CitingFlow;
import dev.gatehouse.release.MaterialChange;
import dev.gatehouse.release.MaterialChanges;
import dev.gatehouse.release.Standpoint;
import dev.gatehouse.release.domain.Basis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What arrives for a packet, and what it does to it; every method runs in the engine's transaction. */
@Service
public class DisclosureChanges implements CitingFlow {

    private final Drafts drafts;
    private final MaterialChanges changes;
    private final DisclosurePolicy policy;
    private final PacketWindow window;
    private final CaseClock clock;

    DisclosureChanges(
            Drafts drafts, MaterialChanges changes, DisclosurePolicy policy, PacketWindow window, CaseClock clock) {
        this.drafts = drafts;
        this.changes = changes;
        this.policy = policy;
        this.window = window;
        this.clock = clock;
    }

    @Override
    public String flow() {
        return DisclosureProcess.KEY;
    }

    @Override
    public Basis basis(String caseId) {
        return drafts.get(caseId);
    }

    /** The material changes that wait, in the order in which they hold. */
    List<MaterialChange> material(CaseFile caseFile) {
        return changes.of(
                caseFile, () -> new DraftAsItStands(drafts.get(caseFile.caseId()), drafts.standing(caseFile.caseId())));
    }

    private record DraftAsItStands(Draft draft, PacketStanding standing) implements Standpoint {

        @Override
        public String stage() {
            return draft.stage().word();
        }

        @Override
        public Basis basis() {
            return draft;
        }

        @Override
        public List<String> audience() {
            return draft.charter().audience();
        }

        @Override
        public Instant audienceStatedAt() {
            return standing.audienceStatedAt();
        }
    }

    /** The draft after these changes; they are taken up, and causes of what comes next. */
    Draft takenUp(CaseFile caseFile, Draft draft, List<MaterialChange> material) {
        String caseId = caseFile.caseId();
        Draft next = draft;
        for (MaterialChange change : material) {
            PacketStanding standing = drafts.standing(caseId).with(change.cause());
            Optional<List<String>> audience = change.audience();
            if (audience.isPresent()) {
                next = next.withAudience(audience.get());
                standing = standing.audienceStated(change.at());
            }
            drafts.stands(caseId, standing);
        }
        changes.takenUpIfAny(caseId, DisclosureProcess.KEY, policy.versions());
        return next;
    }

    /** Nothing is on a gate that an arrival could supersede: it is a cause, shown. */
    public void note(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        List<MaterialChange> material = material(caseFile);
        drafts.keep(caseId, takenUp(caseFile, drafts.get(caseId), material));
    }

    /** Takes up what has arrived since the release; the sentences say what makes the lane's copy stale. */
    public List<String> takeUpAfterRelease(CaseFile caseFile) {
        List<String> stale =
                material(caseFile).stream().map(MaterialChange::sentence).toList();
        changes.takenUpIfAny(caseFile.caseId(), DisclosureProcess.KEY, policy.versions());
        return stale;
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        changes.setAside(caseFile.caseId());
    }

    /** What withdraws the open gates, as a sentence: what has arrived, or time. */
    public Optional<String> superseding(CaseFile caseFile) {
        return drafts.get(caseFile.caseId()).stage().onGates()
                ? MaterialChange.superseding(material(caseFile)).or(() -> window.over(caseFile))
                : Optional.empty();
    }

    /** When time alone will supersede what is on the gates. */
    public Optional<Instant> nextChange(CaseFile caseFile) {
        return window.endsAt(caseFile);
    }

    /**
     * A table has changed: what is on the gates was judged by the earlier versions, and goes back to be asked for under the
     * new ones.
     */
    public Optional<String> reconsidered(CaseFile caseFile, String because) {
        String caseId = caseFile.caseId();
        if (changedTables(caseId).isEmpty()) {
            return Optional.empty();
        }
        drafts.stands(
                caseId,
                drafts.standing(caseId)
                        .renewed()
                        .with(Causes.by(
                                Disclosure.THE_SYSTEM, clock.now(caseFile), "Policy changed: " + because + ".")));
        return Optional.of("Superseded, because " + because + ".");
    }

    /** The tables that have changed since they judged what is on the gates. */
    private Set<String> changedTables(String caseId) {
        Map<String, String> judgedBy = drafts.standing(caseId).judgedBy();
        if (!drafts.get(caseId).stage().onGates() || judgedBy.isEmpty()) {
            return Set.of();
        }
        return policy.versions().entrySet().stream()
                .filter(table -> !table.getValue().equals(judgedBy.get(table.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A sentence that names what is accepted and not worked in yet; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        Set<String> tables = changedTables(caseFile.caseId());
        return MaterialChange.superseding(material(caseFile))
                .or(() -> window.over(caseFile))
                .or(() -> tables.isEmpty()
                        ? Optional.empty()
                        : Optional.of("Superseded by a change of policy: " + String.join(", ", tables) + "."))
                .map(MaterialChanges::askToWait);
    }
}
