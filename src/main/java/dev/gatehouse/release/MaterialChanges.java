package dev.gatehouse.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.release.CitedRecords.News;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What waits for a case, and what of it is material: the table decides, and a fact that the packet rests
 * on already, or that a later one has overtaken, is none. Facts are taken in the order of their time, each against what
 * the ones before it have left.
 */
@Component
public class MaterialChanges {

    /** The effects of a fact, as the table names them. */
    public static final String APPLIED = "applied";

    public static final String OVERTAKEN = "overtaken";
    public static final String UNCHANGED = "unchanged";

    private final Cases cases;
    private final Inbox inbox;
    private final CitedRecords records;
    private final ChangeSets changeSets;
    private final Policies policies;
    private final CaseClock clock;

    MaterialChanges(
            Cases cases, Inbox inbox, CitedRecords records, ChangeSets changeSets, Policies policies, CaseClock clock) {
        this.cases = cases;
        this.inbox = inbox;
        this.records = records;
        this.changeSets = changeSets;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * The material changes that wait, in the order in which they hold.
     *
     * @param standpoint asked for only where something waits
     */
    public List<MaterialChange> of(CaseFile caseFile, Supplier<Standpoint> standpoint) {
        List<News> mirrored = records.unapplied(caseFile.caseId());
        List<InboxEvent> events = inbox.unapplied(caseFile.caseId());
        if (mirrored.isEmpty() && events.isEmpty()) {
            return List.of();
        }
        Reading reading = new Reading(caseFile, standpoint.get());
        List<MaterialChange> changes = new ArrayList<>();
        mirrored.forEach(news -> reading.record(news).ifPresent(changes::add));
        events.stream()
                .sorted(Comparator.comparing(InboxEvent::time).thenComparing(InboxEvent::arrival))
                .forEach(event -> reading.event(event).ifPresent(changes::add));
        return changes;
    }

    /** What somebody at a gate is told whose ground is moving. */
    public static String askToWait(String superseding) {
        return superseding + " What this gate shows is being worked over; wait for what takes its place.";
    }

    /** Everything that waits is taken up. */
    public void takenUp(String caseId, String subject, Map<String, String> versions) {
        changeSets.takenUp(caseId, inbox.unapplied(caseId), subject, versions);
        records.applied(caseId);
    }

    /** Like {@link #takenUp}, and nothing where nothing waits. */
    public void takenUpIfAny(String caseId, String subject, Map<String, String> versions) {
        if (!inbox.unapplied(caseId).isEmpty() || !records.unapplied(caseId).isEmpty()) {
            takenUp(caseId, subject, versions);
        }
    }

    /** Notes what changes nothing that is on a gate; a record alone leaves no entry. */
    public void takenUpWithoutEffect(String caseId, Map<String, String> versions) {
        if (!inbox.unapplied(caseId).isEmpty()) {
            takenUp(caseId, "without effect", versions);
        }
        records.applied(caseId);
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(String caseId) {
        changeSets.setAside(caseId);
        records.applied(caseId);
    }

    /** Whether the table holds a fact to be material. */
    public boolean material(
            CaseFile caseFile, String type, String effect, String stage, String register, boolean cited) {
        return policies.materialChange(caseFile.flow(), type, effect, stage, register, cited)
                .yes();
    }

    /** What each fact is held against; moves on with every one that holds. */
    private final class Reading {
        private final CaseFile caseFile;
        private final Standpoint from;
        private List<String> audience;
        private Instant audienceStatedAt;

        Reading(CaseFile caseFile, Standpoint from) {
            this.caseFile = caseFile;
            this.from = from;
            this.audience = from.audience();
            this.audienceStatedAt = from.audienceStatedAt();
        }

        Optional<MaterialChange> event(InboxEvent event) {
            return switch (event.type()) {
                case ReleaseEvents.EVIDENCE_CHANGED -> evidence(event);
                case ReleaseEvents.CONTRACT_CHANGED -> contract(event);
                case ReleaseEvents.AUDIENCE_CHANGED -> audience(event);
                default -> from.ofThisFlow(event);
            };
        }

        private Optional<MaterialChange> evidence(InboxEvent event) {
            JsonNode data = event.data();
            String register = data.path("register").asText();
            String key = data.path("key").asText();
            long version = data.path("version").asLong();
            // a source may raise what the table holds to be immaterial, never lower it
            return isMaterial(register, key, version) || data.path("material").asBoolean(false)
                    ? Optional.of(MaterialChange.of(event, key, sentence(register, key, version)))
                    : Optional.empty();
        }

        private Optional<MaterialChange> contract(InboxEvent event) {
            String account = event.data().path("account").asText();
            boolean own = account.equals(
                    cases.request(caseFile.caseId()).path("account").asText());
            return isMaterial(event.type(), APPLIED, "", own)
                    ? Optional.of(MaterialChange.of(
                            event,
                            account,
                            "The contract of %s has changed (%s)."
                                    .formatted(
                                            account,
                                            event.data().path("reference").asText())))
                    : Optional.empty();
        }

        private Optional<MaterialChange> audience(InboxEvent event) {
            List<String> stated = ReleaseEvents.audience(event.data());
            String effect =
                    event.time().isBefore(audienceStatedAt) ? OVERTAKEN : stated.equals(audience) ? UNCHANGED : APPLIED;
            if (!isMaterial(event.type(), effect, "", true)) {
                return Optional.empty();
            }
            audience = stated;
            audienceStatedAt = event.time();
            return Optional.of(MaterialChange.of(
                    event,
                    event.data().path("lane").asText(),
                    "Governance states another audience: " + String.join(", ", stated) + "."));
        }

        /** A newer version by the record door counts as the event. */
        Optional<MaterialChange> record(News news) {
            if (!isMaterial(news.register(), news.key(), news.version())) {
                return Optional.empty();
            }
            Instant now = clock.now(caseFile);
            return Optional.of(new MaterialChange(
                    "version %d of %s in %s".formatted(news.version(), news.key(), news.register()),
                    news.key(),
                    Causes.by(news.account(), now, sentence(news.register(), news.key(), news.version())),
                    now,
                    null));
        }

        private boolean isMaterial(String register, String key, long version) {
            return isMaterial(
                    ReleaseEvents.EVIDENCE_CHANGED,
                    from.basis().restsOn(register, key, version) ? OVERTAKEN : APPLIED,
                    register,
                    from.basis().cites(register, key));
        }

        private boolean isMaterial(String type, String effect, String register, boolean cited) {
            return material(caseFile, type, effect, from.stage(), register, cited);
        }

        private String sentence(String register, String key, long version) {
            var cited = from.basis().newest(register, key);
            return "%s in the register %s has changed to version %d; %s."
                    .formatted(
                            key,
                            register,
                            version,
                            cited.isPresent()
                                    ? "the packet rests on version " + cited.getAsLong()
                                    : "the packet does not cite it, but its source holds the change to be material");
        }
    }
}
