package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.digest.domain.publication.PathPattern;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.digest.git.FileReading;
import dev.gatehouse.digest.git.ListedFile;
import dev.gatehouse.digest.git.PublishedTag;
import dev.gatehouse.digest.git.RepositoryUnavailableException;
import dev.gatehouse.digest.git.RunbookReading;
import dev.gatehouse.digest.git.RunbookRepositories;
import dev.gatehouse.digest.markdown.RunbookReader;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.people.DirectoryFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * one case for each runbook that it changes, in the transaction that marks it, so that none is missed and none is digested
 * twice, across restarts and by any number of nodes.
 */
@Component
class RunbookFeed {

    private static final Logger log = LoggerFactory.getLogger(RunbookFeed.class);

    private static final PathPattern ANY_PATH = PathPattern.of("**");
    private static final int LONGEST_CASE_ID = 64;
    private static final RunbookReader READER = new RunbookReader();

    private final RunbookRepositories repositories;
    private final PublicationPolicy policy;
    private final FeedStore store;
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
            DigestOpening opening,
            ObjectProvider<CaseStarter> starters,
            DirectoryFile directory,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.repositories = repositories;
        this.policy = policy;
        this.store = store;
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
        Set<String> seen = store.seenTags(repository);
        List<Published> published = repositories.read(repository, reading -> published(repository, reading, seen));
        boolean first = Objects.requireNonNull(transaction.execute(status -> firstLook(repository, published, now)));
        if (!first) {
            published.forEach(one -> transaction.executeWithoutResult(status -> take(repository, one, now)));
            transaction.executeWithoutResult(status -> store.polled(repository, now));
        }
    }

    /** A tag, with the runbooks that it changes by their paths, and what names each in a case id. */
    private record Published(PublishedTag tag, Map<String, String> runbooks) {}

    private boolean firstLook(String repository, List<Published> published, Instant now) {
        if (!store.begin(repository, now)) {
            return false;
        }
        published.forEach(one -> store.seen(repository, one.tag(), now, "It was there at the first look."));
        return true;
    }

    private void take(String repository, Published published, Instant now) {
        store.lock(repository);
        if (store.isSeen(repository, published.tag())) {
            return;
        }
        List<String> outcomes = new ArrayList<>();
        published.runbooks().forEach((path, name) -> outcomes.add(start(repository, published.tag(), path, name)));
        store.seen(
                repository,
                published.tag(),
                now,
                outcomes.isEmpty() ? "It changes no runbook." : String.join(" ", outcomes));
    }

    private String start(String repository, PublishedTag tag, String path, String name) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseId(repository, name, tag.name()))
                .put("repository", repository)
                .put("path", path)
                .put("revision", tag.name());
        Optional<String> before = opening.startedBefore(request);
        if (before.isPresent()) {
            return before.get();
        }
        String caseId = request.path("caseId").asText();
        starter().start(caseId, request, account());
        log.info("the feed of {} has started the case {}", repository, caseId);
        return "Digested by the case " + caseId + ".";
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

    private static String fit(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    // ---- what a tag changes

    private List<Published> published(String repository, RunbookReading reading, Set<String> seen) {
        List<PublishedTag> tags = reading.tags("");
        Map<String, Map<String, String>> files = new HashMap<>();
        List<Published> all = new ArrayList<>();
        for (PublishedTag tag : tags) {
            if (seen.contains(tag.name())) {
                continue;
            }
            Map<String, String> now =
                    files.computeIfAbsent(tag.commit(), commit -> runbooks(repository, reading, commit));
            Map<String, String> before = tags.stream()
                    .filter(other -> reading.isAncestor(other.commit(), tag.commit()))
                    .reduce((one, later) -> later)
                    .map(other ->
                            files.computeIfAbsent(other.commit(), commit -> runbooks(repository, reading, commit)))
                    .orElse(Map.of());
            all.add(new Published(tag, changed(reading, tag, before, now)));
        }
        return all;
    }

    /** The blobs of the runbooks of a commit, by path: what policy says somebody publishes. */
    private Map<String, String> runbooks(String repository, RunbookReading reading, String commit) {
        return reading.files(commit, ANY_PATH).stream()
                .filter(file -> file.path().endsWith(".md"))
                .filter(file -> policy.authority(repository, file.path()).isPresent())
                .collect(Collectors.toMap(ListedFile::path, ListedFile::blob, (one, same) -> one, LinkedHashMap::new));
    }

    private static Map<String, String> changed(
            RunbookReading reading, PublishedTag tag, Map<String, String> before, Map<String, String> now) {
        Set<String> paths = new HashSet<>(now.keySet());
        paths.addAll(before.keySet());
        Map<String, String> changed = new LinkedHashMap<>();
        paths.stream()
                .sorted()
                .filter(path -> !Objects.equals(before.get(path), now.get(path)))
                .forEach(path -> changed.put(path, nameOf(reading, tag, path)));
        return changed;
    }

    /** The runbook's own id; without one the name of its file. */
    private static String nameOf(RunbookReading reading, PublishedTag tag, String path) {
        SizeLimits small = new SizeLimits(Integer.MAX_VALUE, 1 << 21);
        String id = reading.file(tag.commit(), path, small) instanceof FileReading.Text text
                ? READER.readAnyway(text.bytes()).runbook().id()
                : null;
        String file = path.substring(path.lastIndexOf('/') + 1);
        return id == null ? file.substring(0, file.length() - ".md".length()) : id;
    }
}
