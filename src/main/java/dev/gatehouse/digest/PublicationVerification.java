package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.DigestProcess.Verdict;
import dev.gatehouse.digest.Digests.Part;
import dev.gatehouse.digest.Digests.Place;
import dev.gatehouse.digest.Digests.Publication;
import dev.gatehouse.digest.Digests.Stage;
import dev.gatehouse.digest.Digests.Subject;
import dev.gatehouse.digest.RepositoryAnswer.Found;
import dev.gatehouse.digest.RepositoryAnswer.Refused;
import dev.gatehouse.digest.RepositoryAnswer.Unclear;
import dev.gatehouse.digest.Standing.Ending;
import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import dev.gatehouse.digest.domain.publication.Trouble;
import dev.gatehouse.digest.exchange.PublicationSentences;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Says what a publication is, after the repository was asked: a source, something for a human to resolve, or no source at
 * all. The repository is asked before the case's lock is taken, so that one that is slow keeps nobody waiting.
 */
@Service
public class PublicationVerification {

    static final String ON_CALL = "on-call";
    static final String DUTY_MANAGERS = "duty-managers";

    private final Cases cases;
    private final Digests digests;
    private final RunbookQuestions questions;
    private final RunbookTexts texts;
    private final Records records;
    private final Directory directory;
    private final DigestPolicy policy;
    private final Policies policies;
    private final CaseClock clock;
    private final DigestNews news;
    private final Ledger ledger;

    PublicationVerification(
            Cases cases,
            Digests digests,
            RunbookQuestions questions,
            RunbookTexts texts,
            Records records,
            Directory directory,
            DigestPolicy policy,
            Policies policies,
            CaseClock clock,
            DigestNews news,
            Ledger ledger) {
        this.cases = cases;
        this.digests = digests;
        this.questions = questions;
        this.texts = texts;
        this.records = records;
        this.directory = directory;
        this.policy = policy;
        this.policies = policies;
        this.clock = clock;
        this.news = news;
        this.ledger = ledger;
    }

    /**
     * Asks the repository about a case's publication.
     *
     * @throws dev.gatehouse.digest.git.RepositoryUnavailableException when it cannot be asked: try again
     */
    public Verdict verify(String caseId) {
        Subject subject = digests.subject(caseId);
        RunbookQuestions.Asked asked = questions.ask(cases.get(caseId), subject, digests.standing(caseId));
        CaseFile caseFile = cases.locked(caseId);
        // whatever is said of them: a tag that is refused or unclear now must not be another one when it is asked about
        // again
        asked.sights().forEach(sight -> sighted(subject.repository(), sight.tag(), sight.object(), sight.commit()));
        RepositoryAnswer answer = asked.answer();
        if (answer instanceof Refused refused) {
            return end(
                    caseFile,
                    new Ending("refused", refused.code(), refused.sentence()),
                    LedgerKind.PUBLICATION_REFUSED);
        }
        if (answer instanceof Unclear unclear) {
            unclear.published()
                    .ifPresent(published ->
                            digests.stands(caseId, digests.standing(caseId).published(published)));
            return unclear(caseId, unclear.trouble());
        }
        return found(caseFile, (Found) answer);
    }

    private Verdict found(CaseFile caseFile, Found found) {
        String caseId = caseFile.caseId();
        Subject subject = digests.subject(caseId);
        Published revision = found.revision().published();
        // by the tag's own time, which a drill's clock begins at
        digests.stands(caseId, digests.standing(caseId).published(revision));
        found.baseline()
                .map(RepositoryAnswer.Text::published)
                .ifPresent(one -> sighted(subject.repository(), one.tag(), one.tagObject(), one.commit()));
        Place place = new Place(
                subject.repository() + "|" + found.identity(), found.order().position(), revision.taggedAt());
        digests.placed(caseId, place);
        Optional<Ending> late = late(caseFile, place, found.order().newer(), revision);
        if (late.isPresent()) {
            return end(caseFile, late.get(), LedgerKind.PUBLICATION_REFUSED);
        }
        Standing standing = digests.standing(caseId);
        People people = people(caseFile, standing);
        if (people.reviewer().isEmpty() || people.rota().isEmpty()) {
            return unclear(caseId, Trouble.nobodyOnRota(ON_CALL + "/" + DUTY_MANAGERS));
        }
        digests.keepText(caseId, Part.REVISION, found.revision().bytes());
        found.baseline()
                .ifPresentOrElse(
                        baseline -> digests.keepText(caseId, Part.BASELINE, baseline.bytes()),
                        () -> digests.dropText(caseId, Part.BASELINE));
        String reviewer = people.reviewer().get();
        digests.stands(
                caseId,
                standing.verified(
                        found.baseline().map(RepositoryAnswer.Text::published).orElse(null),
                        found.identity(),
                        reviewer,
                        people.rota()));
        digests.verified(caseId);
        cases.addParticipants(caseId, participants(reviewer, people.rota()));
        ledger.append(
                caseId,
                "gatehouse",
                LedgerKind.PUBLICATION_VERIFIED,
                revision.tag(),
                payload(revision, found.baseline().map(RepositoryAnswer.Text::published)),
                policy.versions());
        news.publicationVerified(caseFile, place);
        return Verdict.VERIFIED;
    }

    private void sighted(String repository, String tag, String object, @Nullable String commit) {
        if (!digests.firstSeen(repository, tag, object, commit).equals(object)) {
            // two cases saw two objects at the same moment: the next look refuses the later one
            throw new IllegalStateException("the tag " + tag + " was seen as another object meanwhile");
        }
    }

    /**
     * Older than what is on a gate or shared, or the same under another path.
     *
     * @param newer cases that the repository has shown to be newer; what has come since is known by its place alone
     */
    private Optional<Ending> late(CaseFile caseFile, Place place, Set<String> newer, Published revision) {
        List<Publication> others = digests.publications(place.runbook(), caseFile.drill()).stream()
                .filter(other -> !other.caseId().equals(caseFile.caseId()))
                .toList();
        Optional<Publication> overtaking = others.stream()
                .filter(other -> newer.contains(other.caseId()) || other.isNewerThan(place))
                .findFirst();
        if (overtaking.isPresent()) {
            return Optional.of(new Ending(
                    "out-of-order",
                    null,
                    "%s is older than %s, which the case %s %s."
                            .formatted(
                                    revision.tag(),
                                    overtaking.get().tag(),
                                    overtaking.get().caseId(),
                                    overtaking.get().stage() == Stage.SHARED ? "has shared" : "is about")));
        }
        return caseFile.drill()
                ? Optional.empty()
                : others.stream()
                        .filter(other -> other.tag().equals(revision.tag()))
                        .findFirst()
                        .map(other -> new Ending(
                                "refused",
                                "SAME_PUBLICATION",
                                "%s is digested by the case %s; a publication is digested once."
                                        .formatted(revision.tag(), other.caseId())));
    }

    private Verdict end(CaseFile caseFile, Ending ending, LedgerKind kind) {
        String caseId = caseFile.caseId();
        digests.stands(caseId, digests.standing(caseId).endingAs(ending));
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("state", ending.state())
                .put("code", ending.code())
                .put("because", ending.reason());
        ledger.append(caseId, "gatehouse", kind, digests.subject(caseId).revision(), payload, policy.versions());
        return Verdict.REFUSED;
    }

    private Verdict unclear(String caseId, Trouble trouble) {
        String sentence = PublicationSentences.of(trouble);
        digests.stands(
                caseId,
                digests.standing(caseId)
                        .unclear(new Standing.Unclear(trouble.code().name(), sentence)));
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("code", trouble.code().name())
                .put("because", sentence);
        ledger.append(
                caseId, "gatehouse", LedgerKind.SOURCE_UNCLEAR, trouble.code().name(), payload, policy.versions());
        cases.addParticipants(caseId, directory.membersOf(Groups.SUPPORT_OPERATIONS));
        return Verdict.UNCLEAR;
    }

    // ---- people

    private record People(Optional<String> reviewer, List<String> rota) {}

    /** Those of the request; whom it leaves out the on-call record names. Only who may read digests is on a rota. */
    private People people(CaseFile caseFile, Standing standing) {
        Optional<JsonNode> onCall =
                records.inForce(ON_CALL, DUTY_MANAGERS, clock.now(caseFile)).map(MirroredRecord::content);
        List<String> rota = standing.rota().isEmpty()
                ? onCall.map(record -> listed(record, "dutyManagers")).orElse(List.of())
                : standing.rota();
        Optional<String> reviewer = Optional.ofNullable(standing.reviewer())
                .or(() -> onCall.map(record -> record.path("reviewer").asText(null)))
                .filter(this::mayRead)
                .or(() -> rota.stream().findFirst());
        return new People(reviewer, rota);
    }

    private List<String> listed(JsonNode record, String name) {
        return record.path(name)
                .valueStream()
                .map(JsonNode::asText)
                .filter(this::mayRead)
                .distinct()
                .toList();
    }

    private boolean mayRead(String person) {
        return directory.isPerson(person) && policy.isInTheLane(person);
    }

    private List<String> participants(String reviewer, List<String> rota) {
        return Stream.concat(
                        Stream.concat(Stream.of(reviewer), rota.stream()),
                        directory.membersOf(Groups.SUPPORT_OPERATIONS).stream())
                .distinct()
                .toList();
    }

    private static ObjectNode payload(Published revision, Optional<Published> baseline) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision.tag())
                .put("tagObject", revision.tagObject())
                .put("commit", revision.commit())
                .put("taggedAt", revision.taggedAt().toString());
        baseline.ifPresent(one -> payload.put("baseline", one.tag())
                .put("baselineTagObject", one.tagObject())
                .put("baselineCommit", one.commit()));
        return payload;
    }

    // ---- scope

    /** Whether the share of units that changed is one that a digest makes sense of; a human looks at more. */
    public boolean isWithinScope(String caseId) {
        cases.locked(caseId);
        Standing standing = digests.standing(caseId);
        Optional<RunbookComparison> comparison = texts.compared(caseId).comparison();
        if (comparison.isEmpty() || standing.accepted().contains(Trouble.Code.SCOPE_BROADER.name())) {
            return true;
        }
        int changed = comparison.get().changed().size();
        int units = comparison.get().differences().size();
        int resolveAbove =
                policies.digestScope(digests.subject(caseId).repository()).resolveAbove();
        if ((long) changed * 100 <= (long) resolveAbove * units) {
            return true;
        }
        unclear(
                caseId,
                Trouble.scopeBroader(
                        Objects.requireNonNull(standing.revision()).tag(), changed, units, resolveAbove + " %"));
        return false;
    }
}
