package dev.gatehouse.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.Bundle.Told;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.signing.SigningKeys;
import dev.gatehouse.packet.verify.VerifyPacket;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.testing.Doors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The bundle of a released recommendation: who gets it, what is in it, and everything that may be done to it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class CaseBundlesIT {
    private static final String LANE = "executive-customer-review-decision";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String GOVERNANCE = "carla.voss";
    private static final String PACKET_OWNER = "hugo.brandt";
    private static final String AUDITOR = "arno.weiss";
    private static final String ADMIN = "admin";

    @LocalServerPort
    private int port;

    @Autowired
    private SigningKeys keys;

    @TempDir
    private Path folder;

    private Doors doors;
    private String caseId;

    @BeforeEach
    void release() {
        doors = new Doors("http://127.0.0.1:" + port);
        String run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "REC-" + run;
        ObjectNode record = Doors.JSON
                .createObjectNode()
                .put("version", 10)
                .put("status", "APPROVED")
                .put("publishedAt", "2026-04-23T16:00:00Z");
        record.set("content", RecoveryScenario.document("records.json").path(0).path("content"));
        assertThat(doors.put("incident-tracker", "/api/records/incident-timeline/INC-" + run, record)
                        .status())
                .isEqualTo(201);
        ObjectNode request =
                (ObjectNode) StrictJson.read(RecoveryScenario.bare().toString().replace("INC-88213", "INC-" + run));
        request.put("caseId", caseId);
        assertThat(doors.start(PACKET_OWNER, "recovery-recommendation-release", RecoveryScenario.hashed(request))
                        .status())
                .isEqualTo(200);
        decide(GOVERNANCE, "confirm-governance", "confirm");
        decide(RELEASE_OWNER, "approve-release", "release");
        ObjectNode opened = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "open-" + caseId)
                .put("source", "urn:source:bridge-chat")
                .put("type", "support.clock.advanced")
                .put("subject", caseId)
                .put("time", "2026-04-24T08:00:00Z");
        opened.putObject("data");
        assertThat(doors.state(opened).status()).isEqualTo(202);
        assertThat(doors.get("evelyn.stone", "/api/lanes/" + LANE + "/packets/" + caseId)
                        .status())
                .isEqualTo(200);
    }

    private void decide(String person, String gate, String decision) {
        String task = doors.awaitGate(person, caseId, gate);
        JsonNode review = doors.review(person, task);
        Map<String, String> sent = new HashMap<>(Map.of("decision", decision));
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            sent.put(hash, review.path(hash).asText());
        }
        assertThat(doors.decide(person, task, sent).status()).isEqualTo(204);
    }

    // ---- what is in it

    @Test
    void provesWhatWasReleasedWithoutTheServer() throws IOException {
        Bundle bundle = Bundle.of(doors, AUDITOR, caseId);

        Told told = bundle.verified(folder);
        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text())
                .endsWith("HOLDS.\n")
                .contains("case: " + caseId, "release: holds, revision 1 in the lane " + LANE)
                .contains("compare with those you hold");
        assertThat(bundle.names())
                .contains(
                        "README.txt",
                        "ledger.jsonl",
                        "revisions/1.json",
                        "manifests/1.json",
                        "policies/option-bounds-1.dmn");
        JsonNode packet = doors.get("evelyn.stone", "/api/lanes/" + LANE + "/packets/" + caseId)
                .json()
                .path("packet");
        assertThat(bundle.json("released/packet.json")).isEqualTo(StrictJson.read(packet.toString()));
        assertThat(bundle.text("revisions/1.json")).isEqualTo(bundle.text("released/packet.json"));
        for (String name : List.of("released/manifest.json", "released/packet.json", "keys/manifests.json")) {
            Files.writeString(folder.resolve(Path.of(name).getFileName()), bundle.text(name));
        }
        assertThat(new VerifyPacket()
                        .run(
                                List.of(
                                        folder.resolve("manifest.json").toString(),
                                        folder.resolve("packet.json").toString(),
                                        "--keys",
                                        folder.resolve("manifests.json").toString(),
                                        "--at",
                                        "2026-04-28T12:00:00Z"),
                                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                                System.err))
                .isZero();
    }

    @Test
    void givesTheSameBytesForTheSameState() {
        String path = "/api/cases/" + caseId + "/bundle";
        byte[] first = settled(path);

        assertThat(doors.download(AUDITOR, path).body()).isEqualTo(first);
        doors.get("omar.haddad", "/api/lanes/" + LANE + "/packets/" + caseId);
        assertThat(doors.download(AUDITOR, path).body()).isNotEqualTo(first);
    }

    /** Once nothing happens to the case any more: notices still come after a release. */
    private byte[] settled(String path) {
        return Doors.await("the case is quiet", () -> {
            byte[] before = doors.download(AUDITOR, path).body();
            pause();
            return Arrays.equals(before, doors.download(AUDITOR, path).body()) ? Optional.of(before) : Optional.empty();
        });
    }

    private static void pause() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatItWithholdsFromAnAdministrator() {
        Bundle bundle = Bundle.of(doors, ADMIN, caseId);

        assertThat(bundle.names())
                .noneMatch(name -> name.startsWith("revisions/")
                        || name.startsWith("released/")
                        || name.startsWith("views/")
                        || name.startsWith("manifests/"));
        assertThat(bundle.text()).doesNotContain("sign-in");
        Told told = bundle.verified(folder);
        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text())
                .contains("bytes withheld: Revision 1, sha256 ", "bytes withheld: The released packet")
                .endsWith("HOLDS, but for the bytes that are withheld.\n");
    }

    @Test
    void namesNoOtherCaseToAGateOwner() {
        // another case grows in the same second
        String other = "SEV1-" + caseId;
        ObjectNode window = (ObjectNode) document("/scenarios/1-command-window/request.json");
        window.put("caseId", other);
        Bundle bundle = null;
        assertThat(doors.start("bridge-workspace", window).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            doors.get("naomi.fry", "/api/lanes/" + LANE + "/packets/no-such-" + i);
            doors.get("omar.haddad", "/api/lanes/" + LANE + "/packets/" + caseId);
            bundle = Bundle.of(doors, RELEASE_OWNER, caseId);
        }

        String checkpoints = Objects.requireNonNull(bundle).text("checkpoints.jsonl");
        checkpoints.lines().forEach(line -> {
            JsonNode body = StrictJson.read(java.util.Base64.getDecoder()
                    .decode(StrictJson.read(line).path("payload").asText()));
            assertThat(body.path("heads").findValuesAsText("caseId")).containsExactly(caseId);
        });
        Told told = bundle.verified(folder);
        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(bundle.text()).doesNotContain(other);
    }

    private static JsonNode document(String name) {
        try (var in = CaseBundlesIT.class.getResourceAsStream(name)) {
            return Doors.JSON.readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---- who gets it

    @Test
    void isForGateOwnersAuditorsAndAdministratorsAtEveryDoorToTheLedger() {
        for (String door : List.of("/bundle", "/ledger", "/ledger/verification")) {
            for (String reader : List.of(AUDITOR, ADMIN, RELEASE_OWNER, GOVERNANCE, PACKET_OWNER)) {
                assertThat(doors.get(reader, "/api/cases/" + caseId + door).status())
                        .as(reader + door)
                        .isEqualTo(200);
            }
            for (String outsider : List.of(
                    "evelyn.stone", "victor.hale", "maria.keller", "agent-chronology", "recommendation-workspace")) {
                assertThat(doors.get(outsider, "/api/cases/" + caseId + door).status())
                        .as(outsider + door)
                        .isEqualTo(403);
            }
            assertThat(doors.get(AUDITOR, "/api/cases/no-such-case" + door).status())
                    .isEqualTo(404);
        }
        JsonNode entries =
                doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger").json().path("entries");
        assertThat(entries.valueStream()
                        .filter(entry -> entry.path("kind").asText().equals("READ_REFUSED"))
                        .map(entry -> entry.path("actor").asText()))
                .hasSize(15)
                .contains("evelyn.stone", "victor.hale", "agent-chronology", "recommendation-workspace");
        Told told = Bundle.of(doors, AUDITOR, caseId).verified(folder);
        assertThat(told.exitCode()).as(told.text()).isZero();
    }

    // ---- what is done to it by somebody without a key

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a file is taken out", 21, bundle -> bundle.without("policies/freshness-1.dmn")),
                change("a file is put in", 22, bundle -> bundle.with("revisions/2.json", "{}")),
                change(
                        "a revision is changed",
                        23,
                        bundle -> bundle.changed("revisions/1.json", text -> text.replace("sign-in", "sign-on"))),
                change(
                        "an entry is changed",
                        23,
                        bundle -> bundle.changed("ledger.jsonl", text -> text.replaceFirst(GOVERNANCE, "karla.voss"))),
                change(
                        "the index is changed",
                        20,
                        bundle -> bundle.indexed(index -> index.put("title", "Something else"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void findsWhatSomebodyWithoutAKeyDidToIt(String what, int exitCode, UnaryOperator<Bundle> change) {
        Told told = change.apply(Bundle.of(doors, AUDITOR, caseId)).verified(folder);

        assertThat(told.exitCode()).as(told.text()).isEqualTo(exitCode);
        assertThat(told.text()).contains("DOES NOT HOLD (" + exitCode + "). ");
    }

    @Test
    void believesNoOtherKeysThanThoseThatAreGiven() throws IOException {
        Bundle bundle = Bundle.of(doors, AUDITOR, caseId);
        SigningKeys forger = SigningKeys.in(folder.resolve("forger"), "forger");
        Path forgers = Files.writeString(
                folder.resolve("forgers.json"), forger.jwkSet().toString());
        Path house = Files.writeString(
                folder.resolve("house.json"), doors.get(AUDITOR, "/api/keys").text());
        Path ledger = Files.writeString(folder.resolve("ledger.pem"), bundle.text("keys/ledger.pem"));

        assertThat(bundle.verified(folder, "--keys", house.toString(), "--public-key", ledger.toString())
                        .exitCode())
                .isZero();
        assertThat(bundle.verified(folder, "--keys=" + forgers).exitCode()).isEqualTo(20);
        assertThat(bundle.verified(
                                folder,
                                "--public-key",
                                folder.resolve("forger/forger.pub.pem").toString())
                        .exitCode())
                .isEqualTo(25);
        Told whole = bundle.with("keys/manifests.json", forger.jwkSet().toString())
                .signed(forger)
                .verified(folder, "--keys", house.toString());
        assertThat(whole.exitCode()).as(whole.text()).isEqualTo(20);
    }

    // ---- what is done to it, or was done to the database before, by somebody who has the key

    static Stream<Arguments> forgeries() {
        return Stream.of(
                change(
                        "a revision's bytes",
                        24,
                        bundle -> bundle.changed("revisions/1.json", text -> text.replace("sign-in", "sign-on"))),
                change("a checkpoint is taken out", 25, bundle -> bundle.changed(
                                "checkpoints.jsonl", CaseBundlesIT::withoutFirstLine)
                        .indexed(index -> ((ArrayNode) index.path("checkpoints")).remove(0))),
                change(
                        "a checkpoint is not there that is listed",
                        25,
                        bundle -> bundle.changed("checkpoints.jsonl", CaseBundlesIT::withoutLastLine)),
                change(
                        "a checkpoint's signature",
                        25,
                        bundle -> bundle.changed(
                                "checkpoints.jsonl", text -> text.replaceFirst("\"sig\":\"....", "\"sig\":\"AAAA"))),
                change(
                        "an entry is changed",
                        26,
                        bundle -> bundle.changed("ledger.jsonl", text -> text.replaceFirst(GOVERNANCE, "karla.voss"))),
                change(
                        "an entry is taken out",
                        26,
                        bundle -> bundle.changed("ledger.jsonl", text -> Stream.of(text.split("(?<=\n)"))
                                .filter(line -> !line.contains("\"sequence\":3,"))
                                .collect(java.util.stream.Collectors.joining()))),
                change(
                        "two entries change places",
                        26,
                        bundle -> bundle.changed("ledger.jsonl", text -> {
                            String[] lines = text.split("(?<=\n)");
                            String second = lines[1];
                            lines[1] = lines[2];
                            lines[2] = second;
                            return String.join("", lines);
                        })),
                change("something is no entry", 26, bundle -> bundle.changed("ledger.jsonl", text -> "{}\n" + text)),
                change(
                        "the end is cut off",
                        27,
                        bundle -> bundle.changed("ledger.jsonl", CaseBundlesIT::withoutLastLine)),
                change("a revision that no entry states", 28, bundle -> bundle.with("revisions/2.json", "{}")
                        .indexed(index -> ((ArrayNode) index.path("revisions"))
                                .addObject()
                                .put("revision", 2)
                                .put("form", 0)
                                .put("sha256", Sha256.hex("{}".getBytes(StandardCharsets.UTF_8)))
                                .put("file", "revisions/2.json"))),
                change("a revision under another hash", 28, bundle -> bundle.with("revisions/1.json", "{}")
                        .indexed(index -> ((ObjectNode) index.path("revisions").path(0))
                                .put("sha256", Sha256.hex("{}".getBytes(StandardCharsets.UTF_8))))),
                change("a revision is gone", 28, bundle -> bundle.without("revisions/1.json")
                        .indexed(index -> index.putArray("revisions"))),
                change(
                        "the signed manifest's signature",
                        29,
                        bundle -> bundle.changed(
                                "released/manifest.json",
                                text -> text.replaceFirst("\"sig\":\"....", "\"sig\":\"AAAA"))),
                change(
                        "the bytes in the lane",
                        30,
                        bundle -> bundle.changed("released/packet.json", text -> text.replace("sign-in", "sign-on"))),
                change(
                        "a manifest put before people",
                        30,
                        bundle -> bundle.changed("manifests/1.json", text -> text.replace("naomi.fry", "norma.fry"))),
                change("a manifest is gone", 30, bundle -> bundle.without("manifests/1.json")
                        .indexed(index -> index.putArray("manifests"))),
                change("the release is gone", 30, bundle -> bundle.without("released/packet.json")
                        .without("released/manifest.json")
                        .indexed(index -> index.putNull("released"))),
                change(
                        "another revision stands in the lane",
                        30,
                        bundle -> bundle.indexed(index -> ((ObjectNode) index.path("released")).put("revision", 2))),
                change("a policy table is gone", 31, bundle -> bundle.without("policies/freshness-1.dmn")
                        .indexed(index -> remove((ArrayNode) index.path("policies"), "freshness"))),
                change("a policy table nobody used", 31, bundle -> bundle.with("policies/freshness-9.dmn", "<x/>")
                        .indexed(index -> ((ArrayNode) index.path("policies"))
                                .addObject()
                                .put("table", "freshness")
                                .put("version", 9)
                                .put("file", "policies/freshness-9.dmn"))),
                change(
                        "a policy table is another one",
                        31,
                        bundle -> bundle.with("policies/freshness-1.dmn", bundle.text("policies/option-bounds-1.dmn"))),
                change("a file that belongs to nothing", 22, bundle -> bundle.with("views/note.txt", "hello")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void findsWhatSomebodyWithTheKeyForged(String what, int exitCode, UnaryOperator<Bundle> forgery) {
        Bundle bundle = exitCode == 25 ? withTwoCheckpoints() : Bundle.of(doors, AUDITOR, caseId);
        Told told = forgery.apply(bundle).signed(keys).verified(folder);

        assertThat(told.exitCode()).as(told.text()).isEqualTo(exitCode);
        assertThat(told.text()).contains("DOES NOT HOLD (" + exitCode + "). ");
    }

    /** So that one that is gone leaves another behind, whose chain shows it. */
    private Bundle withTwoCheckpoints() {
        return Doors.await("two checkpoints name the case", () -> {
            doors.get("victor.hale", "/api/lanes/" + LANE + "/packets/" + caseId);
            return Optional.of(Bundle.of(doors, AUDITOR, caseId))
                    .filter(bundle -> bundle.text("checkpoints.jsonl").lines().count() >= 2);
        });
    }

    private static void remove(ArrayNode tables, String table) {
        for (int i = 0; i < tables.size(); i++) {
            if (tables.path(i).path("table").asText().equals(table)) {
                tables.remove(i--);
            }
        }
    }

    private static String withoutFirstLine(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }

    private static String withoutLastLine(String text) {
        return text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
    }

    private static Arguments change(String what, int exitCode, UnaryOperator<Bundle> change) {
        return Arguments.of(what, exitCode, change);
    }
}
