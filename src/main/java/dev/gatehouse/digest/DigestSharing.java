package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.Digests.Publication;
import dev.gatehouse.digest.Digests.Stage;
import dev.gatehouse.digest.Digests.Subject;
import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.git.RepositoryUnavailableException;
import dev.gatehouse.digest.git.RunbookRepositories;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.NewerRecord;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.release.Manifests;
import dev.gatehouse.release.Releases;
import dev.gatehouse.release.domain.LaneFault;
import dev.gatehouse.release.domain.LaneRules;
import dev.gatehouse.release.exchange.LaneSentences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shares exactly the reviewed revision, after everything that it claims was derived once more. What no longer holds stops the
 * share, is named, and takes the digest off the gate.
 */
@Service
public class DigestSharing {

    static final String AS_REVIEWER = "reviewer";
    static final String AS_CORRECTOR = "corrector";

    /** As long as a digest may be valid where its lane allows more. Source: spec 4, "The model". */
    private static final Duration LONGEST = Duration.ofDays(90);

    /** Of what a refused share has found; the withdrawn gate keeps it with a few words more, in 4000 characters. */
    private static final int LONGEST_SENTENCE = 3900;

    private final Cases cases;
    private final Digests digests;
    private final DigestComposing composing;
    private final DigestPackets packets;
    private final DigestPolicy policy;
    private final RunbookRepositories repositories;
    private final Revisions revisions;
    private final Manifests manifests;
    private final Releases releases;
    private final Lanes lanes;
    private final Notices notices;
    private final CaseClock clock;
    private final Clock wall;
    private final String channel;
    private final TransactionTemplate ownTransaction;

    /** @param channel the account of the on-call channel, which hears of every shared digest; empty for none */
    DigestSharing(
            Cases cases,
            Digests digests,
            DigestComposing composing,
            DigestPackets packets,
            DigestPolicy policy,
            RunbookRepositories repositories,
            Revisions revisions,
            Manifests manifests,
            Releases releases,
            Lanes lanes,
            Notices notices,
            CaseClock clock,
            Clock wall,
            @Value("${gatehouse.digest.channel:}") String channel,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.digests = digests;
        this.composing = composing;
        this.packets = packets;
        this.policy = policy;
        this.repositories = repositories;
        this.revisions = revisions;
        this.manifests = manifests;
        this.releases = releases;
        this.lanes = lanes;
        this.notices = notices;
        this.clock = clock;
        this.wall = wall;
        this.channel = channel;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    // ---- whether it may be shared

    /**
     * Derives every claim and open item again, and asks the repository for the tags and the tables for the lane.
     *
     * @throws RefusedException CONFLICT that names what no longer holds; the digest then leaves the gate. CONFLICT as well
     *     where the lane does not take it: then it stays there
     */
    public void mustHold(CaseFile caseFile, Holder by) {
        tagsMustStand(caseFile.caseId());
        claimsMustHold(caseFile.caseId());
        laneMustTake(caseFile.caseId(), by);
    }

    private void tagsMustStand(String caseId) {
        Subject subject = digests.subject(caseId);
        Standing standing = digests.standing(caseId);
        for (Published published : publications(standing)) {
            Optional<String> now = now(subject, published);
            if (now.filter(published.tagObject()::equals).isPresent()) {
                continue;
            }
            String sentence =
                    "The tag %s of %s stood for %s when the digest was composed, and %s. It is no publication any more."
                            .formatted(
                                    published.tag(),
                                    subject.repository(),
                                    published.tagObject(),
                                    now.map(object -> "stands for " + object + " now")
                                            .orElse("is gone now"));
            afterwards(caseId, one -> digests.hasMoved(one, sentence));
            throw new RefusedException(Kind.CONFLICT, "tag-moved", sentence);
        }
    }

    private Optional<String> now(Subject subject, Published published) {
        try {
            return repositories.objectOf(subject.repository(), published.tag());
        } catch (RepositoryUnavailableException away) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "repository-unavailable",
                    "Whether the tags still stand can't be asked now, so nothing was shared. " + away.getMessage());
        }
    }

    private static List<Published> publications(Standing standing) {
        List<Published> all = new ArrayList<>();
        all.add(Objects.requireNonNull(standing.revision()));
        if (standing.baseline() != null) {
            all.add(standing.baseline());
        }
        return all;
    }

    private void claimsMustHold(String caseId) {
        JsonNode cited = composing.candidate(caseId).content();
        JsonNode present = now(caseId);
        List<String> differences = new ArrayList<>();
        Map<String, JsonNode> before = DigestPackets.statements(cited);
        Map<String, JsonNode> after = DigestPackets.statements(present);
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            difference(id, before.get(id), after.get(id)).ifPresent(differences::add);
        }
        if (differences.isEmpty()) {
            return;
        }
        String sentence = "What this digest says no longer holds: " + String.join("; ", differences) + ".";
        afterwards(caseId, one -> digests.recheck(one, shortened(sentence)));
        throw new RefusedException(Kind.CONFLICT, "claims-changed", sentence);
    }

    /** The digest as current records would have it. */
    private JsonNode now(String caseId) {
        return packets.of(caseId, composing.again(caseId));
    }

    private static Optional<String> difference(String id, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before != null && after != null && DigestPackets.essence(before).equals(DigestPackets.essence(after))) {
            return Optional.empty();
        }
        return Optional.of("%s (%s)".formatted(id, citedAndPresent(before, after)));
    }

    private static String citedAndPresent(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            return "has appeared, by " + citations(Objects.requireNonNull(after));
        }
        return after == null
                ? "cited " + citations(before) + ", is gone by now"
                : "cited " + citations(before) + ", present " + citations(after);
    }

    private static String citations(JsonNode statement) {
        List<String> all = new ArrayList<>();
        statement.path("sources").forEach(source -> {
            if (source.has("register")) {
                all.add("version %d of %s/%s"
                        .formatted(
                                source.path("version").asLong(),
                                source.path("register").asText(),
                                source.path("key").asText()));
            }
        });
        return all.isEmpty() ? "no record" : String.join(" and ", all);
    }

    private void laneMustTake(String caseId, Holder by) {
        List<String> audience = audience(digests.standing(caseId), by);
        List<LaneFault> faults =
                new LaneRules(DigestProcess.LANE, audience, List.of(by.person()), null, policy).faults();
        if (!faults.isEmpty()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "policy-refuses",
                    "Policy refuses to share this digest as it is. "
                            + faults.stream().map(LaneSentences::of).collect(Collectors.joining(" ")));
        }
    }

    private static String shortened(String sentence) {
        if (sentence.length() <= LONGEST_SENTENCE) {
            return sentence;
        }
        int end = LONGEST_SENTENCE - "...".length();
        return sentence.substring(0, Character.isHighSurrogate(sentence.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    /** Once the refused decision has rolled back; by then nobody holds the case's lock for it. */
    private void afterwards(String caseId, Consumer<String> work) {
        Runnable note = () -> ownTransaction.executeWithoutResult(status -> {
            cases.locked(caseId);
            work.accept(caseId);
            cases.wakeAt(caseId, wall.instant());
        });
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            note.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                note.run();
            }
        });
    }

    // ---- sharing

    /** The reviewer shares exactly what their gate shows. */
    public void approve(CaseFile caseFile, GateRecord gate, Holder by) {
        String caseId = caseFile.caseId();
        Instant now = clock.now(caseFile);
        ReleaseManifest manifest = manifest(caseFile, composing.candidate(caseId), by, now);
        manifests.assembled(manifest);
        if (!digests.standing(caseId).corrections().isEmpty()) {
            manifests.signed(caseId, manifest.manifestSha256(), new Signer(by.described(), AS_CORRECTOR, now));
        }
        manifests.signed(caseId, manifest.manifestSha256(), new Signer(by.described(), AS_REVIEWER, now));
    }

    private ReleaseManifest manifest(CaseFile caseFile, Revision revision, Holder by, Instant now) {
        String caseId = caseFile.caseId();
        Duration allowed = policy.longestValidity(DigestProcess.LANE).orElseThrow();
        Duration longest = allowed.compareTo(LONGEST) < 0 ? allowed : LONGEST;
        return new ReleaseManifest(
                caseId,
                revision.number(),
                revision.sha256(),
                null,
                DigestProcess.LANE,
                audience(digests.standing(caseId), by),
                List.of(),
                List.of(),
                List.of(),
                new Validity(now, now.plus(longest)),
                policy.versions(),
                releases.ledgerHead(caseId),
                DigestPackets.BOUNDARY,
                caseFile.drill(),
                newerRecords(revision.content(), now(caseId)));
    }

    /** Everybody on the rota, and whoever reviewed it; the named reviewer too where somebody else did in their place. */
    private static List<String> audience(Standing standing, Holder by) {
        Set<String> audience = new LinkedHashSet<>(standing.rota());
        audience.add(by.person());
        if (by.actingFor() != null) {
            audience.add(by.actingFor());
        }
        return List.copyOf(audience);
    }

    /** What says the same in a newer version. */
    private static List<NewerRecord> newerRecords(JsonNode cited, JsonNode present) {
        Map<String, NewerRecord> newer = new TreeMap<>();
        for (JsonNode one : cited.path("context")) {
            String register = one.path("register").asText();
            String key = one.path("key").asText();
            for (JsonNode now : present.path("context")) {
                boolean same = now.path("register").asText().equals(register)
                        && now.path("key").asText().equals(key);
                if (same && now.path("version").asLong() != one.path("version").asLong()) {
                    newer.put(
                            register + "/" + key,
                            new NewerRecord(
                                    register,
                                    key,
                                    one.path("version").asLong(),
                                    now.path("version").asLong()));
                }
            }
        }
        return List.copyOf(newer.values());
    }

    /**
     * Puts what was approved into the lane, in the place of the digest before.
     *
     * @return who is asked to acknowledge it
     * @throws RefusedException CONFLICT when another revision is on the gate by now
     */
    public List<String> share(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        ReleaseManifest signed = releases.onTheGates(caseId);
        String reviewer = Objects.requireNonNull(digests.standing(caseId).reviewer());
        releases.release(signed, reviewer, AS_REVIEWER);
        digests.shared(caseId);
        notNewer(caseFile)
                .filter(other -> other.stage() == Stage.SHARED)
                .map(Publication::caseId)
                .forEach(older -> lanes.supersede(older, caseId, reviewer));
        tell(caseFile, signed.audience());
        return signed.audience();
    }

    /** Cases that a share may put out of force: those whose digest of the runbook is at its lane, or may get there meanwhile. */
    List<String> replaceable(CaseFile caseFile) {
        return notNewer(caseFile).map(Publication::caseId).toList();
    }

    private Stream<Publication> notNewer(CaseFile caseFile) {
        Digests.Place place = digests.place(caseFile.caseId()).orElseThrow();
        return digests.publications(place.runbook(), caseFile.drill()).stream()
                .filter(other -> !other.caseId().equals(caseFile.caseId()) && !other.isNewerThan(place));
    }

    private void tell(CaseFile caseFile, List<String> audience) {
        Set<String> people = new LinkedHashSet<>(audience);
        if (!channel.isEmpty()) {
            people.add(channel);
        }
        String caseId = caseFile.caseId();
        notices.announce(
                caseId,
                caseFile.drill(),
                "digest-shared",
                people,
                "Case " + caseId + ": a runbook digest was shared",
                "The digest of a runbook's publication was shared with the duty managers. Read it at /cases/" + caseId
                        + "; whoever is on the rota acknowledges it in Tasklist: /camunda/app/tasklist/.");
    }
}
