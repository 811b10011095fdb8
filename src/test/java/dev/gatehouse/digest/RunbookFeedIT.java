package dev.gatehouse.digest;

import static dev.gatehouse.digest.DigestCase.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.digest.PublishedRunbooks.Tag;
import dev.gatehouse.testing.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A repository that sends no event, and one that goes away. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RunbookFeedIT {

    private static final String EDGE = "runbooks/edge.md";
    private static final String CORE = "runbooks/core.md";

    private static Path folder;
    private static PublishedRunbooks runbooks;

    @LocalServerPort
    private int port;

    @Autowired
    private RunbookFeed feed;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void repositories(DynamicPropertyRegistry settings) throws IOException {
        folder = Files.createTempDirectory("feed");
        runbooks = new PublishedRunbooks(folder);
        runbooks.publish(EDGE, "# Edge\n\n- Step 0. {#step}\n");
        runbooks.configure(settings);
        // looked through by hand here
        settings.add("gatehouse.runbooks.premium-runbooks.poll", () -> "PT1H");
        settings.add("gatehouse.digest.feed", () -> "PT1H");
    }

    @Test
    void startsOneCaseForEveryRunbookThatAPublicationChanges() throws Exception {
        Doors doors = new Doors("http://127.0.0.1:" + port);
        DigestCase.mirror(
                doors,
                DigestCase.record(
                        "on-call",
                        "duty-managers",
                        1,
                        "2026-04-01T00:00:00Z",
                        "{\"dutyManagers\": [\"emil.braun\", \"dora.quinn\"], \"reviewer\": \"dora.quinn\"}"));
        feed.look("premium-runbooks");
        assertThat(digests(doors)).as("what was there at the first look").isEmpty();

        Tag edge = runbooks.publish(EDGE, "# Edge\n\n- Step 1. {#step}\n");
        runbooks.repository().commit(EDGE, "# Edge\n\n- Step 2. {#step}\n", RunbookRepository.ROSA, runbooks.next());
        Tag both = runbooks.publish(CORE, "---\nid: core/platform\n---\n# Core\n\n- Step 1. {#step}\n");
        runbooks.repository()
                .commit("notes/draft.md", "# Not published by anybody\n", RunbookRepository.ROSA, runbooks.next());
        Tag none = runbooks.publish("notes/draft.md", "# Still not\n");
        List<String> expected = List.of(
                "DIGEST-premium-runbooks-edge-" + dashed(edge),
                "DIGEST-premium-runbooks-edge-" + dashed(both),
                "DIGEST-premium-runbooks-core-platform-" + dashed(both));

        atOnce(4, () -> feed.look("premium-runbooks"));
        assertThat(digests(doors)).containsExactlyInAnyOrderElementsOf(expected);
        feed.look("premium-runbooks");
        assertThat(digests(doors)).as("looked through again").hasSameSizeAs(expected);
        assertThat(outcome(none)).isEqualTo("It changes no runbook.");
        assertThat(outcome(both)).contains(expected.get(1), expected.get(2));
        JsonNode superseded = Doors.await("the older one of the same runbook is overtaken", () -> Optional.of(
                        doors.caseOf(AUDITOR, expected.get(0)))
                .filter(one -> one.path("state").asText().equals("ENDED")));
        assertThat(superseded.path("outcome").path("state").asText()).isIn("superseded", "out-of-order");

        passesOverInformalTags(none);
        tellsRunbooksOfOneNameApart(doors);
        refusesATagThatWasMoved(doors);
        goesAwayAndComesBack(doors);
    }

    /** A build's own tag takes nothing from the next publication; nor does one that only looks like a publication. */
    private void passesOverInformalTags(Tag before) {
        RunbookRepository repository = runbooks.repository();
        String commit =
                repository.commit(EDGE, "# Edge\n\n- Step 3. {#step}\n", RunbookRepository.ROSA, runbooks.next());
        repository.lightweight("build-12", commit);
        String lightweight = before.name() + "01";
        repository.lightweight(lightweight, commit);
        String stranger = before.name() + "02";
        repository.annotate(
                stranger, commit, new RunbookRepository.Person("Some Body", "some@example.org"), runbooks.next());
        Tag publication = runbooks.publish("README.md", "Read the runbooks.\n");
        feed.look("premium-runbooks");
        assertThat(outcomes("build-12")).containsExactly("It is named like no publication.");
        for (String tag : List.of(lightweight, stranger, publication.name())) {
            assertThat(outcomes(tag))
                    .containsExactly(
                            "Digested by the case DIGEST-premium-runbooks-edge-" + tag.replace('/', '-') + ".");
        }
    }

    private void tellsRunbooksOfOneNameApart(Doors doors) {
        RunbookRepository repository = runbooks.repository();
        repository.commit("runbooks/eu/core.md", "# Core\n", RunbookRepository.ROSA, runbooks.next());
        Tag both = runbooks.publish("runbooks/us/core.md", "# Core\n");
        Tag later = runbooks.publish(EDGE, "# Edge\n\n- Step 4. {#step}\n");
        feed.look("premium-runbooks");
        String plain = "DIGEST-premium-runbooks-core-" + dashed(both);
        assertThat(digests(doors).stream().filter(caseId -> caseId.startsWith(plain)))
                .hasSize(2)
                .contains(plain);
        assertThat(outcome(later)).as("not kept waiting").startsWith("Digested by the case");
    }

    /** Once for each object, and not again when it is moved back. */
    private void refusesATagThatWasMoved(Doors doors) {
        RunbookRepository repository = runbooks.repository();
        Tag first = runbooks.publish(EDGE, "# Edge\n\n- Step 5. {#step}\n");
        feed.look("premium-runbooks");
        String commit =
                repository.commit(EDGE, "# Edge\n\n- Step 6. {#step}\n", RunbookRepository.ROSA, runbooks.next());
        repository.annotate(first.name(), commit, RunbookRepository.ROSA, first.at());
        feed.look("premium-runbooks");
        feed.look("premium-runbooks");
        String plain = "DIGEST-premium-runbooks-edge-" + dashed(first);
        List<String> cases = digests(doors).stream()
                .filter(caseId -> caseId.startsWith(plain))
                .sorted()
                .toList();
        assertThat(cases).hasSize(2).startsWith(plain);
        JsonNode refused = Doors.await("a moved tag is refused", () -> Optional.of(doors.caseOf(AUDITOR, cases.get(1)))
                .filter(one -> one.path("state").asText().equals("ENDED")));
        assertThat(refused.path("outcome").path("code").asText()).isEqualTo("TAG_MOVED");
        repository.lightweight(first.name(), first.object());
        feed.look("premium-runbooks");
        assertThat(outcomes(first.name())).hasSize(2);
    }

    private void goesAwayAndComesBack(Doors doors) throws IOException {
        Path there = runbooks.repository().folder();
        Path aside = there.resolveSibling("aside.git");
        Tag last = runbooks.publish(EDGE, "# Edge\n\n- Step 9. {#step}\n");
        Files.move(there, aside);
        DigestCase waiting = DigestCase.drill(doors, "premium-runbooks")
                .path(EDGE)
                .revision(last.name())
                .baseline(null);
        assertThat(waiting.start().status()).isEqualTo(200);
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(waiting.caseId())
                .singleResult()
                .getId();
        Doors.await("an incident says so", () -> Optional.of(runtime.createIncidentQuery()
                        .processInstanceId(instance)
                        .list())
                .filter(incidents -> incidents.size() == 1)
                .filter(incidents -> incidents.get(0).getIncidentMessage().contains("premium-runbooks")));
        assertThat(doors.caseOf(AUDITOR, waiting.caseId()).path("state").asText())
                .isEqualTo("OPEN");
        Files.move(aside, there);
        String job = management
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        assertThat(doors.put("admin", "/engine-rest/job/" + job + "/retries", "{\"retries\": 1}")
                        .status())
                .isEqualTo(204);
        waiting.awaitGate(DigestCase.REVIEW);
    }

    private static void atOnce(int threads, Runnable work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(one -> pool.submit(() -> {
                        go.await();
                        work.run();
                        return null;
                    }))
                    .toList();
            go.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String dashed(Tag tag) {
        return tag.name().replace('/', '-');
    }

    private static List<String> digests(Doors doors) {
        return doors.get(AUDITOR, "/api/cases").json().path("cases").findValuesAsText("caseId").stream()
                .filter(caseId -> caseId.startsWith("DIGEST-premium"))
                .toList();
    }

    private String outcome(Tag tag) {
        return outcomes(tag.name()).get(0);
    }

    private List<String> outcomes(String tag) {
        return jdbc.sql("select outcome from gh_runbook_feed_tag where tag = ? order by seen_at")
                .param(tag)
                .query(String.class)
                .list();
    }
}
