package dev.gatehouse.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.Manifests;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.packet.verify.VerifyPacket;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records, keys and lanes behind the real login, by the application's own database role. */
@SpringBootTest(classes = Gatehouse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class LanesOverHttpIT {
    private static final String LANE = Manifests.LANE;
    private static final String RECORD = """
            {"version": 7, "status": "APPROVED", "publishedAt": "2026-04-19T16:00:00Z", "content": {"entries": []}}""";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private Cases cases;

    @Autowired
    private Lanes lanes;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Revisions revisions;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void mirrorsARecordForItsAccountAlone() throws Exception {
        String path = "/api/records/incident-timeline/INC-" + UUID.randomUUID();

        assertThat(send("PUT", null, path, RECORD).statusCode()).isEqualTo(401);
        for (String other : List.of("contracts", "maria.keller", "agent-chronology", "arno.weiss", "admin")) {
            assertThat(send("PUT", other, path, RECORD).statusCode()).as(other).isEqualTo(403);
        }
        assertThat(send("PUT", "incident-tracker", "/api/records/nowhere/x", RECORD)
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> kept = send("PUT", "incident-tracker", path, RECORD);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(send("PUT", "incident-tracker", path, RECORD).statusCode()).isEqualTo(200);
        assertThat(send("PUT", "incident-tracker", path, RECORD.replace("[]", "[1]"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(send("GET", "arno.weiss", path + "/versions/7", null).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "maria.keller", path, null).statusCode()).isEqualTo(403);
    }

    @Test
    void givesTheKeysToWhoeverIsLoggedIn() throws Exception {
        assertThat(send("GET", null, "/api/keys", null).statusCode()).isEqualTo(401);
        for (String account : List.of("evelyn.stone", "crm", "agent-chronology")) {
            JsonNode set =
                    StrictJson.read(send("GET", account, "/api/keys", null).body());
            assertThat(set.path("keys").path(0).path("crv").asText()).isEqualTo("Ed25519");
        }
    }

    @Test
    void givesAReleasedPacketToItsAudienceAndVerifiesOffline() throws Exception {
        Instant now = Instant.now();
        String id = released(new Validity(now.minusSeconds(60), now.plusSeconds(3600)));
        String path = "/api/lanes/" + LANE + "/packets/" + id;

        HttpResponse<String> answer = send("GET", "evelyn.stone", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        for (String outsider : List.of("naomi.fry", "renata.lima", "arno.weiss", "admin", "crm", "agent-chronology")) {
            assertThat(send("GET", outsider, path, null).statusCode())
                    .as(outsider)
                    .isEqualTo(403);
        }
        assertThat(send("GET", null, path, null).statusCode()).isEqualTo(401);
        assertThat(send("POST", "omar.haddad", path + "/forwards", "{\"to\": [\"naomi.fry\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "omar.haddad", path + "/forwards", "{\"to\": [\"evelyn.stone\"]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(StrictJson.read(send("GET", "renata.lima", path + "/attempts", null)
                                .body())
                        .path("attempts")
                        .size())
                .isEqualTo(7);

        assertThat(verify(StrictJson.read(answer.body()))).isZero();
        assertThat(send(
                                "POST",
                                "renata.lima",
                                path + "/withdrawal",
                                "{\"reason\": \"the cap was wrong\", \"sha256\": \""
                                        + lanes.find(id).orElseThrow().sha256() + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(verify(StrictJson.read(answer.body()))).isEqualTo(15);
        assertThat(send("GET", "evelyn.stone", path, null).statusCode()).isEqualTo(410);
        assertThat(send("GET", "naomi.fry", path, null).statusCode()).isEqualTo(403);
        JsonNode verification =
                StrictJson.read(send("GET", "arno.weiss", "/api/cases/" + id + "/ledger/verification", null)
                        .body());
        assertThat(ledger.of(id)).hasSizeGreaterThan(10);
        assertThat(verification.path("intact").asBoolean())
                .as(verification.toString())
                .isTrue();
        assertThat(verification.path("entries").asInt()).isEqualTo(ledger.of(id).size());
    }

    @Test
    void closesAtTheEndOfTheWindowByTheDatabasesClock() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(3));
        String id = released(new Validity(end.minusSeconds(60), end));
        String path = "/api/lanes/" + LANE + "/packets/" + id;

        while (Instant.now().isBefore(end.minusMillis(500))) {
            assertThat(send("GET", "evelyn.stone", path, null).statusCode()).isEqualTo(200);
            Thread.sleep(250);
        }
        Thread.sleep(1000);

        HttpResponse<String> after = send("GET", "evelyn.stone", path, null);
        assertThat(after.statusCode()).as(after.body()).isEqualTo(410);
        assertThat(StrictJson.read(after.body()).path("code").asText()).isEqualTo("expired");
    }

    private String released(Validity validity) {
        String id = "REL-" + UUID.randomUUID();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            cases.open(
                    id,
                    "command-window-resequencing",
                    "stands in for a flow that releases",
                    false,
                    "none-" + id,
                    JsonNodeFactory.instance.objectNode());
            revisions.store(id, JsonNodeFactory.instance.objectNode(), null, "hugo.brandt");
            revisions.store(id, LaneFixture.packet(), 1, "hugo.brandt");
            lanes.release(
                    LaneFixture.manifest(id, false, validity, List.of("evelyn.stone", "omar.haddad")),
                    LaneFixture.packet(),
                    "renata.lima",
                    "renata.lima");
            cases.end(id, "RELEASED");
        });
        return id;
    }

    private int verify(JsonNode answer) throws Exception {
        write("manifest.json", answer.path("envelope").toString());
        write("packet.json", answer.path("packet").toString());
        write("keys.json", send("GET", "evelyn.stone", "/api/keys", null).body());
        write(
                "state.json",
                send("GET", "evelyn.stone", "/api/lanes/" + LANE + "/state", null)
                        .body());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new VerifyPacket()
                .run(
                        List.of(
                                file("manifest.json"),
                                file("packet.json"),
                                "--keys=" + file("keys.json"),
                                "--lane=" + LANE,
                                "--reader=evelyn.stone",
                                "--state=" + file("state.json")),
                        nowhere,
                        nowhere);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private HttpResponse<String> send(String method, String account, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (account != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
