package dev.gatehouse.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import dev.gatehouse.testing.OnPostgres;
import dev.gatehouse.testing.PostgresDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/**
 * A release that puts an older case out of force needs two cases, and so do others, at the same moment: nobody waits for
 * somebody who waits for them. A case between the two is kept busy, so that whoever goes through all of them in the order of
 * their ids holds the older one when the release begins.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@OnPostgres
class LockOrderOnPostgresIT {

    private static final String FLOW = "recovery-recommendation-release";
    private static final String RELEASE_OWNER = "renata.lima";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PostgresDatabase database;

    private Doors doors;
    private String record;
    private String older;
    private String between;
    private String newer;

    @BeforeEach
    void anOlderCaseIsReleasedAndANewerOneIsToTakeItsPlace() {
        doors = new Doors("http://127.0.0.1:" + port);
        String run = UUID.randomUUID().toString().substring(0, 8);
        record = "INC-" + run;
        older = "REC-" + run + "-1";
        between = "REC-" + run + "-2";
        newer = "REC-" + run + "-3";
        assertThat(mirror(10).status()).isEqualTo(201);
        start(older, null);
        confirm(older);
        assertThat(release(older).status()).isEqualTo(204);
        start(between, null);
        start(newer, older);
        confirm(newer);
        doors.awaitGate(RELEASE_OWNER, newer, "approve-release");
    }

    @Test
    void releasesWhileAPolicyTakesForceInEveryCase() throws Exception {
        releasesBeside(approvalOfATable(), 200, 204);
        Answer gone = doors.get("evelyn.stone", "/api/lanes/" + lane() + "/packets/" + older);
        assertThat(gone.status()).as(gone.text()).isEqualTo(410);
    }

    @Test
    void releasesWhileARecordThatEveryCaseCitesIsMirrored() throws Exception {
        releasesBeside(() -> mirror(11), 201, 409);
    }

    @Test
    void releasesWhileABatchStatesFactsOfEveryCase() throws Exception {
        String batch = Doors.JSON
                .createArrayNode()
                .add(audience(newer))
                .add(audience(between))
                .add(audience(older))
                .toString();
        releasesBeside(
                () -> doors.post("governance", "/api/events", "application/cloudevents-batch+json", batch), 202, 409);
    }

    /** Begins with the other, which takes the older case and then waits; then releases; then lets both go on. */
    private void releasesBeside(Supplier<Answer> other, int done, int released) throws Exception {
        int before = deadlocks();
        CompletableFuture<Answer> others;
        CompletableFuture<Answer> release;
        try (Connection busy = holding(between)) {
            others = CompletableFuture.supplyAsync(other);
            awaitWaiting(1);
            release = CompletableFuture.supplyAsync(() -> release(newer));
            awaitWaiting(2);
            busy.commit();
        }
        Answer first = settled(others);
        assertThat(first.status()).as(first.text()).isEqualTo(done);
        Answer second = settled(release);
        assertThat(second.status()).as(second.text()).isEqualTo(released);
        assertThat(deadlocks()).isEqualTo(before);
    }

    @Test
    void entersNoPolicyInACaseThatHasEndedWhileItWasWaitedFor() throws Exception {
        assertThat(whileBetweenEnds(approvalOfATable()).status()).isEqualTo(200);
        assertThat(kinds(between)).doesNotContain("POLICY_CHANGED");
        assertThat(kinds(newer)).contains("POLICY_CHANGED");
    }

    @Test
    void tellsNoCaseOfARecordThatHasEndedWhileItWasWaitedFor() throws Exception {
        assertThat(whileBetweenEnds(() -> mirror(11)).status()).isEqualTo(201);
        assertThat(jdbc.sql("select case_id from gh_release_record_news where record_key = ?")
                        .param(record)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(older, newer);
    }

    private Answer whileBetweenEnds(Supplier<Answer> other) throws Exception {
        CompletableFuture<Answer> others;
        try (Connection busy = holding(between)) {
            others = CompletableFuture.supplyAsync(other);
            awaitWaiting(1);
            try (PreparedStatement end =
                    busy.prepareStatement("update gh_case set state = 'ENDED', outcome = 'x' where case_id = ?")) {
                end.setString(1, between);
                end.execute();
            }
            busy.commit();
        }
        return settled(others);
    }

    private List<String> kinds(String caseId) {
        return doors.get("arno.weiss", "/api/cases/" + caseId + "/ledger")
                .json()
                .findValuesAsText("kind");
    }

    private Connection holding(String caseId) throws SQLException {
        Connection busy = database.asRuntime();
        busy.setAutoCommit(false);
        try (PreparedStatement lock =
                busy.prepareStatement("select case_id from gh_case where case_id = ? for update")) {
            lock.setString(1, caseId);
            lock.execute();
        }
        return busy;
    }

    private static Answer settled(CompletableFuture<Answer> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private void awaitWaiting(int waiting) {
        Doors.await(waiting + " wait for a case", () -> Optional.of(jdbc.sql("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'"
                                + " and query like '%gh_case%for update%'")
                        .query(Integer.class)
                        .single())
                .filter(count -> count >= waiting));
    }

    private int deadlocks() throws SQLException {
        try (Connection superuser = database.asSuperuser();
                PreparedStatement count = superuser.prepareStatement(
                        "select deadlocks from pg_stat_database where datname = current_database()");
                var row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    // ---- what the cases are made of

    private Answer mirror(int version) {
        ObjectNode sent = Doors.JSON.createObjectNode();
        sent.put("version", version).put("status", "APPROVED").put("publishedAt", "2026-04-23T16:00:00Z");
        sent.putObject("content");
        return doors.put("incident-tracker", "/api/records/incident-timeline/" + record, sent);
    }

    private void start(String caseId, String supersedes) {
        ObjectNode request;
        try {
            request = (ObjectNode)
                    Doors.JSON.readTree(RecoveryScenario.bare().toString().replace("INC-88213", record));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        request.put("caseId", caseId).put("declaredAt", "2026-04-24T08:00:00Z");
        if (supersedes != null) {
            request.put("supersedes", supersedes);
        }
        Answer started = doors.start("hugo.brandt", FLOW, RecoveryScenario.hashed(request));
        assertThat(started.status()).as(started.text()).isEqualTo(200);
    }

    private void confirm(String caseId) {
        String task = doors.awaitGate("carla.voss", caseId, "confirm-governance");
        assertThat(doors.decide("carla.voss", task, bound("carla.voss", task, "confirm"))
                        .status())
                .isEqualTo(204);
    }

    private Answer release(String caseId) {
        String task = doors.awaitGate(RELEASE_OWNER, caseId, "approve-release");
        return doors.decide(RELEASE_OWNER, task, bound(RELEASE_OWNER, task, "release"));
    }

    private Map<String, String> bound(String person, String task, String decision) {
        JsonNode review = doors.review(person, task);
        Map<String, String> sent = new HashMap<>(Map.of("decision", decision));
        List.of("sha256", "optionSetSha256", "manifestSha256")
                .forEach(hash -> sent.put(hash, review.path(hash).asText()));
        return sent;
    }

    private ObjectNode audience(String caseId) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "audience-" + caseId)
                .put("source", "urn:source:governance")
                .put("type", "support.audience.changed")
                .put("subject", caseId)
                .put("time", "2026-04-24T09:00:00Z");
        event.putObject("data").put("lane", lane()).putArray("audience").add("evelyn.stone");
        return event;
    }

    /** Of a table that judges nothing here. */
    private Supplier<Answer> approvalOfATable() throws IOException {
        Answer proposed = doors.post(
                "rosa.ito", "/api/policies/deadline-nearing/proposals?reason=test", "application/xml", table());
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        ObjectNode approval = Doors.JSON.createObjectNode();
        approval.set("sha256", proposed.json().path("sha256"));
        String number = proposed.json().path("number").asText();
        return () -> doors.post("kofi.mensah", "/api/policies/proposals/" + number + "/approval", approval);
    }

    private static String lane() {
        return RecoveryScenario.bare().path("lane").asText();
    }

    private String table() throws IOException {
        try (InputStream table = getClass().getResourceAsStream("/dmn/deadline-nearing.dmn")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
