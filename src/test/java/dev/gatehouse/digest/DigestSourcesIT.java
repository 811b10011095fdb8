package dev.gatehouse.digest;

import static dev.gatehouse.digest.DigestCase.AUDITOR;
import static dev.gatehouse.digest.DigestCase.DUTY;
import static dev.gatehouse.digest.DigestCase.OPERATIONS;
import static dev.gatehouse.digest.DigestCase.RESOLVE;
import static dev.gatehouse.digest.DigestCase.REVIEW;
import static dev.gatehouse.digest.DigestCase.REVIEWER;
import static dev.gatehouse.digest.DigestCase.by;
import static dev.gatehouse.digest.DigestCase.record;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.digest.PublishedRunbooks.Tag;
import dev.gatehouse.digest.RunbookRepository.Person;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a repository may say of a publication, and what becomes of it. */
class DigestSourcesIT extends RunningDigests {

    // ---- refused

    @Test
    void refusesATagThatIsNoPublication() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Stop.", "team"));
        OffsetDateTime moment = runbooks().next();
        RunbookRepository repository = runbooks().repository();
        String commit = repository.commit(path, runbook("Go.", "team"), ROSA, moment);

        refused(path, "main", "TAG_FORM");
        refused(path, "published/2026-13-45", "TAG_FORM");

        String lightweight = runbooks().nextName();
        repository.lightweight(lightweight, commit);
        refused(path, lightweight, "NOT_ANNOTATED");

        runbooks().next();
        String copied = runbooks().nextName();
        repository.lightweight(copied, first.object());
        refused(path, copied, "TAG_NAME_DIFFERS");

        runbooks().next();
        String stranger = runbooks().nextName();
        repository.annotate(stranger, commit, new Person("Some Body", "some.body@example.org"), moment);
        JsonNode ended = refused(path, stranger, "TAGGER_UNKNOWN");
        assertThat(ended.path("outcome").path("reason").asText()).contains("some.body@example.org");

        runbooks().next();
        String draft = runbooks().nextName();
        repository.branch("draft", first.commit());
        String aside = repository.commit(
                "draft", path, runbook("Maybe.", "team").getBytes(StandardCharsets.UTF_8), ROSA, moment);
        repository.annotate(draft, aside, ROSA, moment);
        refused(path, draft, "NOT_ON_BRANCH");

        Tag large = runbooks().publish(path, "- a line\n".repeat(100_000));
        JsonNode tooLarge = refused(path, large.name(), "TOO_LARGE");
        assertThat(tooLarge.path("outcome").path("reason").asText()).contains("100000", "20000");
        assertThat(notices(OPERATIONS)).contains("a publication of a runbook was refused");
    }

    private JsonNode refused(String path, String tag, String code) {
        DigestCase one = started(DigestCase.drill(doors, PublishedRunbooks.NAME)
                .path(path)
                .revision(tag)
                .baseline(null));
        JsonNode ended = one.awaitEnd("refused");
        assertThat(ended.path("outcome").path("code").asText()).isEqualTo(code);
        assertThat(ended.path("outcome").path("reason").asText()).contains(tag);
        assertThat(doors.get(AUDITOR, "/api/cases/" + one.caseId() + "/ledger").text())
                .contains("PUBLICATION_REFUSED", code);
        return ended;
    }

    private String notices(String person) {
        return doors.get(person, "/api/notices").text();
    }

    @Test
    void refusesAMovedTagAsRevisionAndAsBaselineAndAtShare() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Lift.", "team"));
        Tag second = runbooks().publish(path, runbook("Lift twice.", "team"));
        DigestCase shared = started(path, second, first);
        shared.awaitGate(REVIEW);
        runbooks()
                .repository()
                .annotate(first.name(), first.commit(), ROSA, runbooks().next());

        Answer late = shared.decide(REVIEWER, "share", null);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains(first.name(), first.object());
        JsonNode ended = shared.awaitEnd("refused");
        assertThat(ended.path("outcome").path("code").asText()).isEqualTo("TAG_MOVED");

        DigestCase revision = started(drill(path, first));
        assertThat(revision.awaitEnd("refused").path("outcome").path("code").asText())
                .isEqualTo("TAG_MOVED");

        Tag third = runbooks().publish(path, runbook("Lift three times.", "team"));
        DigestCase baseline = started(path, third, first);
        assertThat(source(baseline).path("code").asText()).isEqualTo("BASELINE_MOVED");
        assertThat(baseline.resolve("proceed", "The one before.", second.name()).status())
                .isEqualTo(204);
        assertThat(baseline.packet().path("runbook").path("baseline").asText()).isEqualTo(second.name());
    }

    @Test
    void remembersATagFromItsFirstSight() {
        String path = path();
        RunbookRepository repository = runbooks().repository();
        Tag only = runbooks().publish(path, runbook("See.", "team"));
        DigestCase unclear = started(drill(path, only));
        assertThat(source(unclear).path("code").asText()).isEqualTo("BASELINE_MISSING");
        OffsetDateTime moment = runbooks().next();
        String other = repository.commit(path, runbook("See something else.", "team"), ROSA, moment);
        repository.annotate(only.name(), other, ROSA, moment);
        assertThat(unclear.resolve("proceed", "Nothing was published before.", null)
                        .status())
                .isEqualTo(204);
        assertThat(unclear.awaitEnd("refused").path("outcome").path("code").asText())
                .as("moved while its source was unclear")
                .isEqualTo("TAG_MOVED");

        runbooks().next();
        String stranger = runbooks().nextName();
        repository.annotate(stranger, other, new Person("Some Body", "some.body@example.org"), moment);
        refused(path, stranger, "TAGGER_UNKNOWN");
        repository.annotate(stranger, other, ROSA, moment);
        refused(path, stranger, "TAG_MOVED");
    }

    // ---- resolved

    @Test
    void asksSupportOperationsHowToGoOnWithoutABaseline() {
        String path = path();
        Tag only = runbooks().publish(path, runbook("Begin.", "team"));
        DigestCase first = started(drill(path, only));
        JsonNode source = source(first);
        assertThat(source.path("code").asText()).isEqualTo("BASELINE_MISSING");
        assertThat(source.path("tagger").asText()).isEqualTo("rosa.ito@example.org");
        String task = first.awaitGate(RESOLVE);
        assertThat(doors.decide(REVIEWER, task, Map.of("decision", "proceed", "reason", "r"))
                        .status())
                .isEqualTo(403);
        assertThat(doors.decide("runbook-feed", task, Map.of("decision", "proceed", "reason", "r"))
                        .status())
                .isEqualTo(403);
        assertThat(doors.decide(OPERATIONS, task, Map.of("decision", "proceed")).status())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(first.resolve("proceed", "r", only.name()).status())
                .as("itself")
                .isEqualTo(400);
        assertThat(first.resolve("proceed", "Nothing was published before.", null)
                        .status())
                .isEqualTo(204);
        JsonNode packet = first.packet();
        assertThat(packet.path("changed")).isEmpty();
        assertThat(packet.path("applies")).isEmpty();
        assertThat(packet.path("runbook").path("baseline").isNull()).isTrue();
        assertThat(packet.path("summary").asText()).startsWith("No comparison was made");
        assertThat(packet.path("limits").path(0).path("reason").asText()).isEqualTo("Nothing was published before.");
        assertThat(first.decide(REVIEWER, "share", null).status()).isEqualTo(204);
    }

    @Test
    void stopsWhereSupportOperationsSaySo() {
        DigestCase stopped = started(drill(path(), runbooks().publish(path(), runbook("Off.", "team"))));
        assertThat(source(stopped).path("code").asText()).isEqualTo("PATH_MISSING");
        assertThat(stopped.resolve("stop", "It was published by mistake.", null).status())
                .isEqualTo(204);
        assertThat(stopped.awaitEnd("stopped").path("outcome").path("reason").asText())
                .isEqualTo("It was published by mistake.");
    }

    @Test
    void asksAgainUntilTheTagIsThere() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Turn.", "team"));
        OffsetDateTime moment = runbooks().next();
        String tag = runbooks().nextName();
        DigestCase waiting = started(DigestCase.drill(doors, PublishedRunbooks.NAME)
                .path(path)
                .revision(tag)
                .baseline(first.name()));
        assertThat(source(waiting).path("code").asText()).isEqualTo("NO_SUCH_TAG");
        String task = waiting.awaitGate(RESOLVE);
        assertThat(waiting.resolve("proceed", "It is being pushed.", null).status())
                .isEqualTo(204);
        Doors.await("it asks again", () -> doors.openGate(AUDITOR, waiting.caseId(), RESOLVE)
                .filter(next -> !next.equals(task)));
        RunbookRepository repository = runbooks().repository();
        repository.annotate(tag, repository.commit(path, runbook("Turn twice.", "team"), ROSA, moment), ROSA, moment);
        assertThat(waiting.resolve("proceed", "It is there now.", null).status())
                .isEqualTo(204);
        assertThat(by(waiting.packet().path("changed"), "anchor", "kind")).containsOnlyKeys("restart");
    }

    @Test
    void saysWhenAFileIsGoneAndGoesOnOnceSomebodySaysSo() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Last.", "team"));
        OffsetDateTime moment = runbooks().next();
        Tag gone = runbooks().publishAgain(runbooks().repository().remove(path, ROSA, moment));
        DigestCase missing = started(path, gone, first);
        assertThat(source(missing).path("code").asText()).isEqualTo("PATH_MISSING");
        assertThat(missing.resolve("proceed", "The runbook was taken out of use.", null)
                        .status())
                .isEqualTo(204);
        assertThat(source(missing).path("code").asText())
                .as("everything is removed")
                .isEqualTo("SCOPE_BROADER");
        assertThat(missing.resolve("proceed", "All of it.", null).status()).isEqualTo(204);
        assertThat(missing.packet().path("changed").findValuesAsText("kind")).containsOnly("REMOVED");
    }

    @Test
    void wantsABaselineThatIsOlderAndPublished() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("One.", "team"));
        Tag second = runbooks().publish(path, runbook("Two.", "team"));
        DigestCase newer = started(path, first, second);
        assertThat(source(newer).path("code").asText()).isEqualTo("BASELINE_NEWER");
        DigestCase unknown = started(drill(path, second).baseline("published/2020-01-01"));
        JsonNode source = source(unknown);
        assertThat(source.path("code").asText()).isEqualTo("BASELINE_MISSING");
        assertThat(source.path("sentence").asText()).contains("published/2020-01-01");
        assertThat(unknown.resolve("proceed", "The one before.", first.name()).status())
                .isEqualTo(204);
        assertThat(unknown.packet().path("changed")).hasSize(1);
    }

    @Test
    void asksAboutTextsThatCannotBeReadForCertain() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Read.", "team"));
        for (byte[] unreadable : List.of(
                new byte[0],
                new byte[] {0, 1, 2, 3},
                "# T\n\n- caf\u00e9 {#a}\n".getBytes(StandardCharsets.ISO_8859_1),
                ("---\ntitle: [broken\n---\n" + runbook("Read.", "team")).getBytes(StandardCharsets.UTF_8),
                ("---\nid: " + "x".repeat(1001) + "\n---\n" + runbook("Read.", "team"))
                        .getBytes(StandardCharsets.UTF_8))) {
            DigestCase unclear = started(path, runbooks().publish(path, unreadable), first);
            assertThat(source(unclear).path("code").asText()).isEqualTo("UNREADABLE_TEXT");
            assertThat(unclear.resolve("stop", "Publish it again.", null).status())
                    .isEqualTo(204);
            unclear.awaitEnd("stopped");
        }
        Tag twice = runbooks().publish(path, runbook("Read.", "team").replace("{#tell}", "{#restart}"));
        DigestCase duplicate = started(path, twice, first);
        JsonNode source = source(duplicate);
        assertThat(source.path("code").asText()).isEqualTo("DUPLICATE_ANCHOR");
        assertThat(source.path("sentence").asText()).contains("restart", "4, 5");
        assertThat(duplicate.resolve("proceed", "The second one is new.", null).status())
                .isEqualTo(204);
        JsonNode packet = duplicate.packet();
        assertThat(packet.toString()).contains("restart~2");
        assertThat(packet.path("readingNotes")).hasSize(1);
        assertThat(packet.path("readingNotes").path(0).asText())
                .isEqualTo("The anchor {#restart} stands at more than one unit: only the first keeps it (lines 4, 5).");
        Tag utf16 = runbooks()
                .publish(path, ("\ufeff" + runbook("Read twice.", "team")).getBytes(StandardCharsets.UTF_16LE));
        assertThat(by(started(path, utf16, first).packet().path("changed"), "anchor", "kind"))
                .containsOnlyKeys("restart");
    }

    @Test
    void knowsARunbookByItsPathWhereItsIdIsTooLong() {
        String path = path();
        String id = "---\nid: " + "x".repeat(1200) + "\n---\n";
        Tag first = runbooks().publish(path, runbook("Name.", "team"));
        DigestCase unclear = started(path, runbooks().publish(path, id + runbook("Name it.", "team")), first);
        assertThat(source(unclear).path("sentence").asText()).contains("1200 characters", "at most 1000");
        assertThat(unclear.resolve("proceed", "It is known by its path.", null).status())
                .isEqualTo(204);
        assertThat(unclear.packet().path("runbook").path("id").asText()).isEqualTo(path);
    }

    @Test
    void asksBeforeItDigestsARewrite() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Alpha.", "team"));
        Tag rewritten = runbooks().publish(path, "# Anew\n\nNothing of it is left.\n\n1. All is new.\n2. Really.\n");
        DigestCase broader = started(path, rewritten, first);
        JsonNode source = source(broader);
        assertThat(source.path("code").asText()).isEqualTo("SCOPE_BROADER");
        assertThat(source.path("sentence").asText()).contains("60 %");
        assertThat(broader.resolve("proceed", "It was rewritten on purpose.", null)
                        .status())
                .isEqualTo(204);
        assertThat(broader.packet().path("limits").findValuesAsText("reason"))
                .containsExactly("It was rewritten on purpose.");
    }

    @Test
    void takesTheRotaFromTheOnCallRecord() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Wake.", "team"));
        Tag second = runbooks().publish(path, runbook("Wake all.", "team"));
        DigestCase nobody = drill(path, second).baseline(first.name());
        nobody.request().remove(List.of("reviewer", "dutyManagers"));
        started(nobody);
        // the demo mirrors a record that is published later than this drill's clock
        assertThat(source(nobody).path("code").asText()).isEqualTo("NOBODY_ON_ROTA");
        ObjectNode rota = record(
                "on-call",
                "duty-managers",
                1_000_000,
                "2026-04-01T00:00:00Z",
                "{\"dutyManagers\": [\"emil.braun\", \"somebody.else\"], \"reviewer\": \"dora.quinn\"}");
        assertThat(DigestCase.mirror(doors, rota).status()).isEqualTo(201);
        assertThat(nobody.resolve("proceed", "The rota is there now.", null).status())
                .isEqualTo(204);
        assertThat(nobody.review(REVIEWER, REVIEW).path("assignee").asText()).isEqualTo(REVIEWER);
        assertThat(nobody.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        nobody.awaitOutcome("shared");
        assertThat(notices("on-call"))
                .as("the on-call channel")
                .contains(nobody.caseId() + ": a runbook digest was shared");
        assertThat(doors.get(DUTY, "/api/lanes/duty-manager-handoff/packets/" + nobody.caseId())
                        .status())
                .isEqualTo(200);
    }

    // ---- order

    @Test
    void supersedesADraftByANewerPublicationAndEndsAnOlderOneOutOfOrder() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("A.", "team"));
        Tag second = runbooks().publish(path, runbook("B.", "team"));
        Tag third = runbooks().publish(path, runbook("C.", "team"));
        DigestCase draft = started(path, second, first);
        JsonNode review = draft.review(REVIEWER, REVIEW);
        DigestCase newer = started(path, third, first);
        JsonNode ended = draft.awaitEnd("superseded");
        assertThat(ended.path("outcome").path("reason").asText()).contains(third.name(), newer.caseId());
        Answer late = doors.decide(
                REVIEWER,
                review.path("taskId").asText(),
                Map.of("decision", "share", "sha256", review.path("sha256").asText()));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains(third.name());
        DigestCase older = started(path, second, first);
        assertThat(older.awaitEnd("out-of-order").path("outcome").path("reason").asText())
                .contains(third.name());
        assertThat(newer.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        newer.awaitOutcome("shared");
        Tag fourth = runbooks().publish(path, runbook("D.", "team"));
        assertThat(started(drill(path, fourth))
                        .packet()
                        .path("runbook")
                        .path("baseline")
                        .asText())
                .as("the draft that nobody shared has swallowed nothing")
                .isEqualTo(third.name());
    }

    @Test
    void goesOnAfterABranchWasPushedByForce() {
        String path = path();
        RunbookRepository repository = runbooks().repository();
        Tag first = runbooks().publish(path, runbook("A.", "team"));
        for (String step : List.of("A1.", "A2.", "A3.")) {
            repository.commit(path, runbook(step, "team"), ROSA, runbooks().next());
        }
        Tag second = runbooks().publish(path, runbook("B.", "team"));
        DigestCase shared = started(path, second, first);
        assertThat(shared.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        shared.awaitOutcome("shared");
        String before = repository.head(RunbookRepository.MAIN);
        try {
            byte[] squashed = runbook("B.", "team").getBytes(StandardCharsets.UTF_8);
            repository.branch(
                    RunbookRepository.MAIN,
                    repository.commit(
                            "squashed", path, squashed, ROSA, runbooks().next()));
            Tag third = runbooks().publish(path, runbook("C.", "team"));
            DigestCase draft = started(drill(path, third));
            assertThat(source(draft).path("code").asText())
                    .as("a shorter branch, on which nothing was published before")
                    .isEqualTo("BASELINE_MISSING");
            assertThat(draft.resolve("proceed", "The branch was squashed.", null)
                            .status())
                    .isEqualTo(204);
            draft.awaitGate(REVIEW);
            Tag fourth = runbooks().publish(path, runbook("D.", "team"));
            DigestCase newer = started(path, fourth, third);
            assertThat(draft.awaitEnd("superseded")
                            .path("outcome")
                            .path("reason")
                            .asText())
                    .contains(fourth.name());
            DigestCase older = started(path, third, null);
            assertThat(older.resolve("proceed", "The branch was squashed.", null)
                            .status())
                    .isEqualTo(204);
            assertThat(older.awaitEnd("out-of-order")
                            .path("outcome")
                            .path("reason")
                            .asText())
                    .contains(fourth.name());
            newer.awaitGate(REVIEW);
        } finally {
            repository.branch(RunbookRepository.MAIN, before);
        }
    }

    @Test
    void comparesWithAnEarlierTagOfTheSameCommit() {
        String path = path();
        runbooks().publish(path, runbook("A.", "team"));
        Tag second = runbooks().publish(path, runbook("B.", "team"));
        Tag again = runbooks().publishAgain(second.commit());
        JsonNode packet = started(drill(path, again)).packet();
        assertThat(packet.path("runbook").path("baseline").asText()).isEqualTo(second.name());
        assertThat(packet.path("changed")).isEmpty();
        assertThat(started(path, again, second)
                        .packet()
                        .path("runbook")
                        .path("baseline")
                        .asText())
                .as("named")
                .isEqualTo(second.name());
        assertThat(source(started(path, second, again)).path("code").asText()).isEqualTo("BASELINE_NEWER");
    }

    @Test
    void withdrawsAnUnclearSourceThatIsOvertaken() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("A.", "team"));
        Tag second = runbooks().publish(path, "# Anew\n\nNothing of it is left.\n\n1. All is new.\n2. Really.\n");
        DigestCase unclear = started(path, second, first);
        assertThat(source(unclear).path("code").asText()).isEqualTo("SCOPE_BROADER");
        Tag third = runbooks().publish(path, runbook("C.", "team"));
        started(path, third, first).awaitGate(REVIEW);
        assertThat(unclear.awaitEnd("out-of-order")
                        .path("outcome")
                        .path("reason")
                        .asText())
                .contains(third.name());
    }

    @Test
    void knowsARunbookByItsIdWhereverItLies() {
        String before = path();
        String after = path();
        String text = "---\nid: edge-" + name(before) + "\n---\n" + runbook("Move.", "team");
        Tag first = runbooks().publish(before, text);
        runbooks().repository().remove(before, ROSA, runbooks().next());
        Tag second = runbooks().publish(after, text.replace("Move.", "Move twice."));
        JsonNode packet = started(after, second, first).packet();
        assertThat(packet.path("runbook").path("baselinePath").asText()).isEqualTo(before);
        assertThat(packet.path("runbook").path("id").asText()).isEqualTo("edge-" + name(before));
        assertThat(by(packet.path("changed"), "anchor", "kind")).containsOnlyKeys("restart");
    }

    @Test
    void digestsALivePublicationOnce() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Live.", "team"));
        Tag second = runbooks().publish(path, runbook("Live twice.", "team"));
        DigestCase live = started(drill(path, second).baseline(first.name()).live());
        live.awaitGate(REVIEW);
        DigestCase again = drill(path, second).baseline(first.name()).live();
        Answer refused = again.start();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(live.caseId());
        JsonNode receipt = doors.state(event(again)).json().path(0);
        assertThat(receipt.path("disposition").asText()).isEqualTo("duplicate");
        assertThat(receipt.path("reason").asText()).contains(live.caseId());
        assertThat(doors.get(AUDITOR, "/api/cases/" + again.caseId()).status()).isEqualTo(404);
        assertThat(live.decide(REVIEWER, "stop", "Enough.").status()).isEqualTo(204);
        live.awaitEnd("stopped");
        assertThat(again.start().status()).as("nothing came of the first one").isEqualTo(200);
    }

    @Test
    void digestsALivePublicationOnceAlsoWhenItIsStartedAtOnce() throws Exception {
        String path = path();
        Tag first = runbooks().publish(path, runbook("At once.", "team"));
        Tag byEvents = runbooks().publish(path, runbook("At once, twice.", "team"));
        List<Answer> told = atOnce(() -> {
            DigestCase one = drill(path, byEvents).baseline(first.name()).live();
            return doors.state(event(one));
        });
        assertThat(told).extracting(Answer::status).containsOnly(202);
        assertThat(told)
                .extracting(answer -> answer.json().path(0).path("disposition").asText())
                .containsOnlyOnce("accepted")
                .contains("duplicate");
        Tag byHand = runbooks().publish(path, runbook("At once, again.", "team"));
        List<Answer> started =
                atOnce(() -> drill(path, byHand).baseline(first.name()).live().start());
        assertThat(started).extracting(Answer::status).containsOnlyOnce(200).contains(409);
        assertThat(started).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(answer.text())
                .containsPattern("is digested by DIGEST-"));
    }

    private static List<Answer> atOnce(Callable<Answer> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : pool.invokeAll(Collections.nCopies(6, work))) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static ObjectNode event(DigestCase one) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "live-" + one.caseId())
                .put("source", "urn:source:runbook-feed")
                .put("type", "support.runbook.published")
                .put("subject", one.caseId())
                .put("time", java.time.Instant.now().toString());
        event.set("data", one.request());
        return event;
    }

    // ---- requests

    @Test
    void refusesABadRequestWithEveryFault() {
        ObjectNode bad = Doors.JSON
                .createObjectNode()
                .put("caseId", "DIGEST-BAD")
                .put("repository", "nowhere")
                .put("path", "runbooks/../secrets.md")
                .put("revision", "published/2026-04-15")
                .put("baseline", "published/2026-04-15")
                .put("reviewer", "iris.cole")
                .put("severity", 1);
        bad.putArray("dutyManagers").add("nobody.known").add(DUTY).add(DUTY);
        Answer answer = doors.start("runbook-feed", DigestCase.FLOW, bad);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("/repository", "/path", "/baseline", "/reviewer", "/severity")
                .contains("/dutyManagers/0", "/dutyManagers/2", "premium-runbooks");
        assertThat(doors.get(AUDITOR, "/api/cases/DIGEST-BAD").status()).isEqualTo(404);
    }

    private JsonNode source(DigestCase one) {
        return one.review(OPERATIONS, RESOLVE).path("source");
    }
}
