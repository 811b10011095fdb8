package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.recovery.Recommendations.RecordNews;
import dev.gatehouse.recovery.domain.Recommendation;
import dev.gatehouse.recovery.domain.Recommendation.Evidence;
import dev.gatehouse.recovery.exchange.RecommendationEvents;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads what has arrived for a case and says what of it is material: the table decides, and a fact that another one has
 * overtaken is none. Facts are taken in the order of their time, each against what the ones before it have left.
 */
@Component
class ChangeReader {

    private static final String APPLIED = "applied";
    private static final String OVERTAKEN = "overtaken";
    private static final String UNCHANGED = "unchanged";

    private final Cases cases;
    private final Inbox inbox;
    private final Recommendations recommendations;
    private final Revisions revisions;
    private final Policies policies;
    private final CaseClock clock;

    ChangeReader(
            Cases cases,
            Inbox inbox,
            Recommendations recommendations,
            Revisions revisions,
            Policies policies,
            CaseClock clock) {
        this.cases = cases;
        this.inbox = inbox;
        this.recommendations = recommendations;
        this.revisions = revisions;
        this.policies = policies;
        this.clock = clock;
    }

    /** The material changes that wait, in the order in which they hold. */
    List<Change> material(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        List<InboxEvent> events = new ArrayList<>(inbox.unapplied(caseId));
        List<RecordNews> records = recommendations.unappliedRecords(caseId);
        if (events.isEmpty() && records.isEmpty()) {
            return List.of();
        }
        events.sort(Comparator.comparing(InboxEvent::time).thenComparing(InboxEvent::arrival));
        Reading reading = new Reading(caseFile);
        List<Change> changes = new ArrayList<>();
        records.forEach(record -> reading.record(record).ifPresent(changes::add));
        events.forEach(event -> reading.event(event).ifPresent(changes::add));
        return changes;
    }

    /** What each fact is held against; moves on with every one that holds. */
    private final class Reading {
        private final CaseFile caseFile;
        private final Set<String> seen = new HashSet<>();
        private Recommendation packet;
        private Instant revisedAt;
        private List<String> audience;
        private Instant audienceStatedAt;
        private final String stage;

        Reading(CaseFile caseFile) {
            this.caseFile = caseFile;
            List<RevisionReference> all = revisions.references(caseFile.caseId());
            all.forEach(one -> seen.add(one.sha256()));
            Revision current = revisions
                    .find(caseFile.caseId(), all.get(all.size() - 1).number())
                    .orElseThrow();
            Standing standing = recommendations.standing(caseFile.caseId());
            this.packet = RecommendationJson.packet(current.content());
            this.revisedAt =
                    recommendations.stated(caseFile.caseId(), current.number()).statedAt();
            this.audience = standing.terms().audience();
            this.audienceStatedAt = standing.audienceStatedAt();
            this.stage = current.state().name().toLowerCase(Locale.ROOT);
        }

        Optional<Change> event(InboxEvent event) {
            return switch (event.type()) {
                case RecommendationEvents.REVISED -> revised(event);
                case RecommendationEvents.AUDIENCE_CHANGED -> audience(event);
                case RecommendationEvents.EVIDENCE_CHANGED -> evidence(event);
                case RecommendationEvents.CONTRACT_CHANGED -> contract(event);
                default -> Optional.empty();
            };
        }

        /** A hash that this case has seen never comes back by event. */
        private Optional<Change> revised(InboxEvent event) {
            boolean late = event.time().isBefore(revisedAt);
            boolean known = seen.contains(event.data().path("sha256").asText());
            if (!isMaterial(event, late ? OVERTAKEN : known ? UNCHANGED : APPLIED, "", true)) {
                return Optional.empty();
            }
            packet = RecommendationJson.packet(event.data().path("packet"));
            revisedAt = event.time();
            seen.add(event.data().path("sha256").asText());
            String because = "The workspace states another revision, by "
                    + event.data().path("author").asText() + ".";
            return Optional.of(new Change.Revised(
                    event.named(), Causes.of(event, because), event.data(), event.time(), event.account()));
        }

        private Optional<Change> audience(InboxEvent event) {
            List<String> stated = RecommendationJson.people(event.data(), "audience");
            String effect =
                    event.time().isBefore(audienceStatedAt) ? OVERTAKEN : stated.equals(audience) ? UNCHANGED : APPLIED;
            if (!isMaterial(event, effect, "", true)) {
                return Optional.empty();
            }
            audience = stated;
            audienceStatedAt = event.time();
            String because = "Governance states another audience: " + String.join(", ", stated) + ".";
            return Optional.of(new Change.Audience(event.named(), Causes.of(event, because), stated, event.time()));
        }

        private Optional<Change> evidence(InboxEvent event) {
            JsonNode data = event.data();
            String register = data.path("register").asText();
            String key = data.path("key").asText();
            long version = data.path("version").asLong();
            boolean cited = packet.cites(register, key);
            String effect = cited && restsOn(register, key, version) ? OVERTAKEN : APPLIED;
            // a source may raise what the table holds to be immaterial, never lower it
            if (!isMaterial(event, effect, register, cited)
                    && !data.path("material").asBoolean(false)) {
                return Optional.empty();
            }
            String because = sentence(register, key, version);
            return Optional.of(new Change.Facts(event.named(), Causes.of(event, because), key, because));
        }

        private Optional<Change> contract(InboxEvent event) {
            String account = event.data().path("account").asText();
            boolean own = account.equals(
                    cases.request(caseFile.caseId()).path("account").asText());
            if (!isMaterial(event, APPLIED, "", own)) {
                return Optional.empty();
            }
            String because = "The contract of %s has changed (%s)."
                    .formatted(account, event.data().path("reference").asText());
            return Optional.of(new Change.Facts(event.named(), Causes.of(event, because), account, because));
        }

        /** A newer version by the record door counts as the event. */
        Optional<Change> record(RecordNews news) {
            boolean cited = packet.cites(news.register(), news.key());
            String effect = restsOn(news.register(), news.key(), news.version()) ? OVERTAKEN : APPLIED;
            boolean material = policies.materialChange(
                            RecoveryProcess.KEY,
                            RecommendationEvents.EVIDENCE_CHANGED,
                            effect,
                            stage,
                            news.register(),
                            cited)
                    .yes();
            if (!material) {
                return Optional.empty();
            }
            String because = sentence(news.register(), news.key(), news.version());
            return Optional.of(new Change.Facts(
                    "version %d of %s in %s".formatted(news.version(), news.key(), news.register()),
                    Causes.by(news.account(), clock.now(caseFile), because),
                    news.key(),
                    because));
        }

        private boolean isMaterial(InboxEvent event, String effect, String register, boolean cited) {
            return policies.materialChange(RecoveryProcess.KEY, event.type(), effect, stage, register, cited)
                    .yes();
        }

        private boolean restsOn(String register, String key, long version) {
            return packet.evidence().stream()
                    .filter(one -> one.register().equals(register) && one.key().equals(key))
                    .anyMatch(one -> one.version() >= version);
        }

        private String sentence(String register, String key, long version) {
            String rests = packet.evidence().stream()
                    .filter(one -> one.register().equals(register) && one.key().equals(key))
                    .map(Evidence::version)
                    .max(Long::compare)
                    .map(cited -> "the packet rests on version " + cited)
                    .orElse("the packet does not cite it, but its source holds the change to be material");
            return "%s in the register %s has changed to version %d; %s.".formatted(key, register, version, rests);
        }
    }
}
