package dev.gatehouse.packet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.Manifests;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.signing.SigningKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyPacketTest {
    private static final Instant DURING = Instant.parse("2026-04-28T12:00:00Z");

    @TempDir
    private Path folder;

    private final ObjectNode packet = Manifests.recommendation(200_000);
    private final ReleaseManifest manifest = Manifests.of("REC-1", packet);
    private SigningKeys keys;
    private Instant now = DURING;
    private String told = "";

    @BeforeEach
    void release() throws IOException {
        keys = SigningKeys.in(folder.resolve("keys"), "first");
        write("manifest.json", manifest.signedWith(keys));
        write("packet.json", packet);
        write("gatehouse.keys", keys.jwkSet());
    }

    @Test
    void holdsWithTheKeysBesideTheJar() {
        assertThat(verify()).isZero();
        assertThat(told)
                .contains(
                        "signature: holds",
                        "option set: holds",
                        "packet: holds, revision 2 of REC-1, " + manifest.sha256(),
                        "validity: holds at 2026-04-28T12:00:00Z",
                        "supersession: not asked",
                        "manifest without its signers: " + manifest.manifestSha256(),
                        "it decides nothing: Release is not approval of a remedy.")
                .endsWith("HOLDS.\n");
    }

    @Test
    void holdsForEverythingThatCanBeAsked() throws IOException {
        write("state.json", state(Manifests.LANE, "{\"packetId\":\"REC-0\",\"sha256\":\"x\",\"state\":\"WITHDRAWN\"}"));

        assertThat(verify(
                        "--keys",
                        file("gatehouse.keys"),
                        "--lane",
                        Manifests.LANE,
                        "--reader=omar.haddad",
                        "--at",
                        "2026-04-24T10:00:00+02:00",
                        "--state",
                        file("state.json")))
                .isZero();
        assertThat(told)
                .contains("lane: holds", "reader: holds, omar.haddad", "supersession: holds by the lane's state at");
    }

    @Test
    void holdsForAPacketWithoutAnOptionSetAndNotWithAnotherRevision() throws IOException {
        write("packet.json", Manifests.disclosure(4));
        write(
                "manifest.json",
                Manifests.of("DISC-2026-0093", Manifests.disclosure(4)).signedWith(keys));

        assertThat(verify()).isZero();
        assertThat(told).doesNotContain("option set");

        write("packet.json", Manifests.disclosure(2));

        assertThat(verify()).isEqualTo(10);
    }

    @Test
    void holdsHoweverThePacketIsWritten() throws IOException {
        Files.writeString(
                folder.resolve("packet.json"),
                packet.toPrettyString().replace("200000", "2.0e5").replace("€", "\\u20ac"));

        assertThat(verify()).isZero();
    }

    @Test
    void refusesOneByteChanged() throws IOException {
        Files.writeString(folder.resolve("packet.json"), packet.toString().replace("Nine", "Mine"));

        assertThat(verify()).isEqualTo(10);
        assertThat(told).contains("DOES NOT HOLD (10).", manifest.sha256());
    }

    @Test
    void refusesAnotherOptionSetBeforeOtherBytes() throws IOException {
        write("packet.json", Manifests.recommendation(200_001));

        assertThat(verify()).isEqualTo(11);
        assertThat(told).contains("DOES NOT HOLD (11).").doesNotContain("packet: holds");

        write("packet.json", Manifests.disclosure(4));

        assertThat(verify()).as("no option set at all").isEqualTo(11);
    }

    @Test
    void refusesAKeyThatIsNotKnownAndKnowsEveryKeyThatWas() throws IOException {
        SigningKeys rotated = SigningKeys.in(folder.resolve("keys"), "second");
        write("gatehouse.keys", rotated.jwkSet());

        assertThat(verify()).as("signed before the rotation").isZero();

        write(
                "gatehouse.keys",
                SigningKeys.in(folder.resolve("others"), "first").jwkSet());

        assertThat(verify()).isEqualTo(12);
        assertThat(told).contains("a key that is not known");
    }

    @Test
    void refusesAManifestThatWasChangedAfterSigning() throws IOException {
        ObjectNode envelope = manifest.signedWith(keys);
        byte[] wider = new String(
                        Base64.getDecoder().decode(envelope.path("payload").asText()), StandardCharsets.UTF_8)
                .replace("omar.haddad", "naomi.fry")
                .getBytes(StandardCharsets.UTF_8);
        write("manifest.json", envelope.put("payload", Base64.getEncoder().encodeToString(wider)));

        assertThat(verify("--reader", "naomi.fry")).isEqualTo(12);

        write("manifest.json", manifest.signedWith(keys).put("payloadType", "application/json"));

        assertThat(verify()).as("another type").isEqualTo(12);
    }

    @Test
    void refusesASignatureThatIsNone() throws IOException {
        ObjectNode envelope = manifest.signedWith(keys);
        ((ObjectNode) envelope.path("signatures").path(0)).put("sig", "%%%");
        write("manifest.json", envelope);

        assertThat(verify()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "--lane, executive-customer-review-intake",
        "--lane, ''",
        "--reader, naomi.fry",
        "--reader, evelyn",
    })
    void refusesAnotherLaneOrReader(String option, String value) {
        assertThat(verify(option, value)).isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-24T07:59:59.999999999Z, 13",
        "2026-04-24T08:00:00Z, 0",
        "2026-05-01T17:59:59.999999999Z, 0",
        "2026-05-01T18:00:00Z, 13",
    })
    void judgesBothEdgesOfTheWindow(String at, int exitCode) {
        assertThat(verify("--at", at)).isEqualTo(exitCode);
        now = Instant.parse(at);
        assertThat(verify()).as("by its own clock").isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPERSEDED", "WITHDRAWN"})
    void refusesWhatTheLaneHasReplacedOrTakenBack(String state) throws IOException {
        write("state.json", state(Manifests.LANE, """
                {"packetId": "REC-1", "sha256": "%s", "state": "%s", "supersededBy": "REC-2"}""".formatted(manifest.sha256(), state)));

        assertThat(verify("--state", file("state.json"))).isEqualTo(15);
        assertThat(told).contains(state + " by REC-2");
    }

    @Test
    void refusesWhatTheLaneHasOtherBytesFor() throws IOException {
        write(
                "state.json",
                state(Manifests.LANE, "{\"packetId\": \"REC-1\", \"sha256\": \"other\", \"state\": \"RELEASED\"}"));

        assertThat(verify("--state", file("state.json"))).isEqualTo(15);
    }

    @Test
    void believesNoStateThatIsNotSigned() throws IOException {
        write("state.json", state(SigningKeys.in(folder.resolve("others"), "first"), Manifests.LANE, "{}"));

        assertThat(verify("--state", file("state.json"))).isEqualTo(12);

        write("state.json", state("another-lane", "{}"));

        assertThat(verify("--state", file("state.json"))).isEqualTo(2);

        write("state.json", manifest.signedWith(keys));

        assertThat(verify("--state", file("state.json"))).as("no state at all").isEqualTo(2);
    }

    @Test
    void endsWithTheFirstThatFails() throws IOException {
        write("packet.json", Manifests.recommendation(1));
        write(
                "gatehouse.keys",
                SigningKeys.in(folder.resolve("others"), "first").jwkSet());
        String[] everything = {"--lane", "x", "--at", "2020-01-01T00:00:00Z"};

        assertThat(verify(everything)).isEqualTo(12);
        write("gatehouse.keys", keys.jwkSet());
        assertThat(verify(everything)).isEqualTo(11);
        write("packet.json", packet.deepCopy().put("rationale", "other"));
        assertThat(verify(everything)).isEqualTo(10);
        write("packet.json", packet);
        assertThat(verify(everything)).isEqualTo(14);
        assertThat(verify("--at", "2020-01-01T00:00:00Z")).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\": 1, \"a\": 1}",
                "{} {}",
                "{\"a\": \"\\ud800\"}",
                "{\"a\": 240000.00000000000001}",
                "{\"a\": 9007199254740993}",
                "\ufeff{}",
            })
    void refusesAPacketWithoutOneExactReading(String text) throws IOException {
        Files.writeString(folder.resolve("packet.json"), text);

        assertThat(verify()).isEqualTo(2);
        assertThat(told).isNotBlank().doesNotContain("Exception", "HOLD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense x",
                "--lane",
                "--lane a --lane b",
                "third.json",
                "--at yesterday",
                "--keys /nowhere/keys",
                "--state /nowhere/state",
            })
    void refusesAQuestionThatIsNone(String arguments) {
        assertThat(verify(arguments.split(" "))).isEqualTo(2);
        assertThat(told).isNotBlank().doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"keys\": []}", "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\"}]}"})
    void refusesAKeyFileWithoutKeys(String text) throws IOException {
        Files.writeString(folder.resolve("gatehouse.keys"), text);

        assertThat(verify()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "{\"payload\": \"%\", \"payloadType\": \"x\", \"signatures\": [{\"keyid\": \"x\"}]}"
            })
    void refusesAManifestThatIsNoEnvelope(String text) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), text);

        assertThat(verify()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsSignedAndIsNoRelease() throws IOException {
        ObjectNode decision = manifest.json().put("releaseIsDecision", true);
        write("manifest.json", keys.envelope(ReleaseManifest.TYPE, CanonicalJson.bytes(decision)));

        assertThat(verify()).isEqualTo(2);

        write("manifest.json", keys.envelope(ReleaseManifest.TYPE, CanonicalJson.bytes(StrictJson.read("{}"))));

        assertThat(verify()).isEqualTo(2);
    }

    private ObjectNode state(String lane, String listed) {
        return state(keys, lane, listed);
    }

    private static ObjectNode state(SigningKeys keys, String lane, String listed) {
        JsonNode state = StrictJson.read(
                "{\"lane\": \"" + lane + "\", \"at\": \"2026-04-28T12:00:00Z\", \"packets\": [" + listed + "]}");
        return keys.envelope("application/vnd.gatehouse.lane-state+json", CanonicalJson.bytes(state));
    }

    private void write(String name, JsonNode json) throws IOException {
        Files.writeString(folder.resolve(name), json.toString());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private int verify(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(file("manifest.json"), file("packet.json")));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exitCode = new VerifyPacket(Clock.fixed(now, ZoneOffset.UTC), folder).run(arguments, stream, stream);
        told = out.toString(StandardCharsets.UTF_8);
        return exitCode;
    }
}
