package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.digest.git.PublishedTag;
import dev.gatehouse.digest.git.RepositoryUnavailableException;
import dev.gatehouse.digest.git.RunbookRepositories;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.people.DirectoryFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks through repositories that send no event. What is there at the first look is marked as seen; every later tag starts
 * one case for each runbook that it changes, and is marked once all are there, so that none is missed and none is digested
 * twice, across restarts and by any number of nodes: a case id says which publication of which runbook it is for. A tag that
 * is moved is looked at again, once for each object, and its cases refuse it.
 */
@Component
class RunbookFeed {

    private static final Logger log = LoggerFactory.getLogger(RunbookFeed.class);

    private static final int LONGEST_CASE_ID = 64;

    private final RunbookRepositories repositories;
    private final PublicationPolicy policy;
    private final FeedStore store;
    private final Digests digests;
    private final DigestOpening opening;
    private final ObjectProvider<CaseStarter> starters;
    private final DirectoryFile directory;
    private final Clock clock;
    private final TransactionTemplate transaction;

    /** @param starters asked for late: they stand on the engine */
    RunbookFeed(
            RunbookRepositories repositories,
            PublicationPolicy policy,
            FeedStore store,
            Digests digests,
            DigestOpening opening,
            ObjectProvider<CaseStarter> starters,
            DirectoryFile directory,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.repositories = repositories;
        this.policy = policy;
        this.store = store;
        this.digests = digests;
        this.opening = opening;
        this.starters = starters;
        this.directory = directory;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelayString = "${gatehouse.digest.feed:PT1S}", fixedDelayString = "${gatehouse.digest.feed:PT1S}")
    void poll() {
        for (String repository : repositories.names()) {
            repositories.poll(repository).ifPresent(every -> poll(repository, every));
        }
    }

    private void poll(String repository, Duration every) {
        try {
            if (store.isDue(repository, clock.instant().minus(every))) {
                look(repository);
            }
        } catch (RepositoryUnavailableException away) {
            log.warn("the feed of {} is tried again: {}", repository, away.getMessage());
        } catch (DuplicateKeyException meanwhile) {
            log.debug("another node looks through {}", repository, meanwhile);
        } catch (RuntimeException failed) {
            log.error("the feed of {} failed and is tried again", repository, failed);
        }
    }

    /** One look; what fails is tried again by the next one. */
    void look(String repository) {
        Instant now = clock.instant();
        // read before the repository is open: its copy is locked meanwhile
        Map<String, Set<String>> seen = store.seenTags(repository);
        Map<String, String> firstSeen = digests.seen(repository);
        List<Published> published = repositories.read(
                repository, reading -> published(new PublishedChanges(repository, reading, policy, firstSeen), seen));
        // whoever looks at them later must find the same objects
        published.stream()
                .filter(Published::claims)
                .map(Published::tag)
                .forEach(tag -> digests.firstSeen(repository, tag.name(), tag.object(), tag.commit()));
        boolean first = Objects.requireNonNull(transaction.execute(status -> firstLook(repository, published, now)));
        if (!first) {
            published.forEach(one -> take(repository, one, now));
            transaction.executeWithoutResult(status -> store.polled(repository, now));
        }
    }

    /**
     * A tag that nobody has looked at.
     *
     * @param moved whether it stood for something else at an earlier look
     * @param claims whether it is named like a publication
     * @param runbooks that it changes by their paths, and what names each in a case id
     */
    private record Published(PublishedTag tag, boolean moved, boolean claims, Map<String, String> runbooks) {}

    private static List<Published> published(PublishedChanges changes, Map<String, Set<String>> seen) {
        List<Published> all = new ArrayList<>();
        for (PublishedTag tag : changes.tags()) {
            Set<String> objects = seen.getOrDefault(tag.name(), Set.of());
            if (!objects.contains(tag.object())) {
                Optional<Map<String, String>> changed = changes.by(tag);
                all.add(new Published(tag, !objects.isEmpty(), changed.isPresent(), changed.orElse(Map.of())));
            }
        }
        return all;
    }

    private boolean firstLook(String repository, List<Published> published, Instant now) {
        if (!store.begin(repository, now)) {
            return false;
        }
        published.forEach(one -> store.seen(repository, one.tag(), now, "It was there at the first look."));
        return true;
    }

    /** Marks the tag once its cases are there; what was started before somebody stopped half-way is found again. */
    private void take(String repository, Published published, Instant now) {
        PublishedTag tag = published.tag();
        if (published.moved() && published.claims()) {
            log.warn("the tag {} of {} has been moved to {}", tag.name(), repository, tag.object());
        }
        List<String> outcomes = new ArrayList<>();
        published.runbooks().forEach((path, name) -> outcomes.add(start(repository, published, path, name)));
        String nothing = published.claims() ? "It changes no runbook." : "It is named like no publication.";
        transaction.executeWithoutResult(status -> {
            store.lock(repository);
            if (!store.isSeen(repository, tag)) {
                store.seen(repository, tag, now, outcomes.isEmpty() ? nothing : String.join(" ", outcomes));
            }
        });
    }

    /** What is refused is said of the tag, and keeps neither its other runbooks nor later tags waiting. */
    private String start(String repository, Published published, String path, String name) {
        PublishedTag tag = published.tag();
        String caseId = caseId(repository, name, tag.name());
        String another = another(caseId, repository, path, tag);
        try {
            return published.moved()
                    ? startAs(another, repository, path, tag)
                    : startAsEither(caseId, another, repository, path, tag);
        } catch (RefusedException | FaultsException refused) {
            log.warn("the feed of {} can't start a case for {} at {}", repository, path, tag.name(), refused);
            return "No case was started for %s: %s".formatted(path, refused.getMessage());
        }
    }

    /** Two runbooks may have one name, in two folders perhaps. */
    private String startAsEither(String caseId, String another, String repository, String path, PublishedTag tag) {
        try {
            return startAs(caseId, repository, path, tag);
        } catch (RefusedException conflict) {
            if (!conflict.code().equals("case-exists")) {
                throw conflict;
            }
            return startAs(another, repository, path, tag);
        }
    }

    private String startAs(String caseId, String repository, String path, PublishedTag tag) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseId)
                .put("repository", repository)
                .put("path", path)
                .put("revision", tag.name());
        return Objects.requireNonNull(transaction.execute(status -> {
            store.lock(repository);
            if (store.isSeen(repository, tag)) {
                return "Another node has looked at it meanwhile.";
            }
            Optional<String> before = opening.startedBefore(request);
            if (before.isPresent()) {
                return before.get();
            }
            starter().start(caseId, request, account());
            log.info("the feed of {} has started the case {}", repository, caseId);
            return "Digested by the case " + caseId + ".";
        }));
    }

    private CaseStarter starter() {
        return starters.stream()
                .filter(one -> one.startType().equals(DigestRequests.PUBLISHED))
                .findFirst()
                .orElseThrow();
    }

    /** In whose name the feed starts cases: a source that may state what it looks for. */
    private String account() {
        return directory.sourcesThatMayState(DigestRequests.PUBLISHED).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source of the directory may state "
                        + DigestRequests.PUBLISHED + ", in whose name a feed could start cases"));
    }

    /**
     * {@code DIGEST-<repository>-<runbook>-<tag>}, of what a case id may have. Where that is too long the tag's folders go,
     * and then the end of the runbook's name, for a hash of the whole.
     */
    static String caseId(String repository, String runbook, String tag) {
        String whole = fit("DIGEST-%s-%s-%s".formatted(repository, runbook, tag));
        if (whole.length() <= LONGEST_CASE_ID) {
            return whole;
        }
        String date = tag.substring(tag.lastIndexOf('/') + 1);
        String shorter = fit("DIGEST-%s-%s-%s".formatted(repository, runbook, date));
        if (shorter.length() <= LONGEST_CASE_ID) {
            return shorter;
        }
        String hash = Sha256.hex(whole.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
        return shorter.substring(0, LONGEST_CASE_ID - hash.length() - 1) + "-" + hash;
    }

    /** In the place of a case id that is taken, or that a tag has had before it was moved: for each runbook and object one. */
    static String another(String caseId, String repository, String path, PublishedTag tag) {
        String what = String.join("|", repository, path, tag.name(), tag.object());
        String hash = Sha256.hex(what.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return caseId.substring(0, Math.min(caseId.length(), LONGEST_CASE_ID - hash.length() - 1)) + "-" + hash;
    }

    private static String fit(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
