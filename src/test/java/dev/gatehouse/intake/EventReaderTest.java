package dev.gatehouse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.intake.EventReader.Mode;
import dev.gatehouse.intake.EventReader.Reading;
import dev.gatehouse.packet.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String EVENT = """
            {"specversion": "1.0", "id": "evt-001", "source": "urn:source:incident-tracker",
             "type": "support.evidence.rescheduled", "subject": "SEV1-2026-0417", "time": "2026-04-17T14:50:00Z",
             "datacontenttype": "application/json",
             "data": {"evidenceId": "workaround-verification", "readyAt": "2026-04-17T15:50:00Z"}}
            """;
    private static final String DATA =
            "{\"readyAt\": \"2026-04-17T15:50:00Z\", \"evidenceId\": \"workaround-verification\"}";

    private final EventReader reader = new EventReader();

    @Test
    void readsAStructuredEvent() {
        CloudEvent event = one(EVENT);
        assertThat(event.id()).isEqualTo("evt-001");
        assertThat(event.source()).isEqualTo("urn:source:incident-tracker");
        assertThat(event.type()).isEqualTo("support.evidence.rescheduled");
        assertThat(event.subject()).isEqualTo("SEV1-2026-0417");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-04-17T14:50:00Z"));
        assertThat(event.data().path("readyAt").asText()).isEqualTo("2026-04-17T15:50:00Z");
    }

    @Test
    void givesTheSameEventTheSameBytesInEveryMode() {
        Reading binary = reader.read(Mode.BINARY, headers(), bytes(DATA));
        assertThat(binary.faults()).isEmpty();
        Reading batch = reader.read(Mode.BATCH, Map.of(), bytes("[" + EVENT + "]"));
        Reading plain = reader.read(Mode.EITHER, Map.of(), bytes(EVENT));
        assertThat(List.of(binary, batch, plain)).allSatisfy(reading -> assertThat(
                        reading.events().get(0).event().sha256())
                .isEqualTo(one(EVENT).sha256()));
        assertThat(binary.events().get(0).event().canonical())
                .isEqualTo(one(EVENT).canonical())
                .asString(StandardCharsets.UTF_8)
                .startsWith("{\"data\":{\"evidenceId\":");
    }

    @Test
    void seesNoDifferenceInWhatCloudEventsCallsAbsent() {
        String withNull = EVENT.replace("\"datacontenttype\": \"application/json\"", "\"dataschema\": null");
        assertThat(one(withNull).sha256()).isEqualTo(one(EVENT).sha256());
        String charset = EVENT.replace("\"application/json\"", "\"application/json; charset=UTF-8\"");
        assertThat(one(charset).sha256()).isEqualTo(one(EVENT).sha256());
    }

    @Test
    void seesNoDifferenceBetweenAnExtensionAsNumberAndAsHeader() {
        String number = EVENT.replace("\"id\"", "\"sequence\": 7, \"sampled\": true, \"id\"");
        Map<String, List<String>> headers = headers();
        headers.put("ce-sequence", List.of("7"));
        headers.put("CE-Sampled", List.of("true"));
        CloudEvent binary =
                reader.read(Mode.BINARY, headers, bytes(DATA)).events().get(0).event();
        assertThat(one(number).sha256())
                .isEqualTo(binary.sha256())
                .isNotEqualTo(one(EVENT).sha256());
    }

    @Test
    void seesADifferenceInTheData() {
        assertThat(one(EVENT.replace("15:50", "15:51")).sha256())
                .isNotEqualTo(one(EVENT).sha256());
    }

    @Test
    void takesAnEventWithoutDataAsOneWithNothingToSay() {
        String closed = EVENT.replaceAll("(?s),\\s*\"data\": \\{.*?}", "");
        assertThat(closed).doesNotContain("evidenceId");
        assertThat(one(closed).data()).isEmpty();
        assertThat(one(closed).sha256())
                .isEqualTo(one(EVENT.replaceAll("(?s)\"data\": \\{.*?}", "\"data\": {}"))
                        .sha256());
    }

    @Test
    void decodesPercentAndQuotesInHeaders() {
        Map<String, List<String>> headers = headers();
        headers.put("ce-subject", List.of("\"Fall \\\"%C3%A4%E2%82%AC\\\" 100%25\""));
        assertThat(reader.read(Mode.BINARY, headers, bytes(DATA))
                        .events()
                        .get(0)
                        .event()
                        .subject())
                .isEqualTo("Fall \"ä€\" 100%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "%4", "%zz", "%C3", "%FF", "fäll", "tab\there"})
    void refusesHeadersThatAreNotPercentEncodedUtf8(String value) {
        Map<String, List<String>> headers = headers();
        headers.put("ce-subject", List.of(value));
        assertThat(pointers(reader.read(Mode.BINARY, headers, bytes(DATA)))).contains("/subject");
    }

    @Test
    void refusesAHeaderGivenTwice() {
        Map<String, List<String>> headers = headers();
        headers.put("ce-id", List.of("a", "b"));
        assertThat(reader.read(Mode.BINARY, headers, bytes(DATA)).faults())
                .contains(new Fault("/id", "is given 2 times; expected one header"));
    }

    @Test
    void refusesTheContentTypeAsACloudEventsHeader() {
        Map<String, List<String>> headers = headers();
        headers.put("ce-datacontenttype", List.of("application/json"));
        assertThat(pointers(reader.read(Mode.BINARY, headers, bytes(DATA)))).containsExactly("/datacontenttype");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "specversion": "1.0"            | "specversion": "0.3"          | /specversion
            "specversion": "1.0",           | ''                            | /specversion
            "id": "evt-001",                | ''                            | /id
            "id": "evt-001"                 | "id": ""                      | /id
            "id": "evt-001"                 | "id": 1                       | /id
            "id": "evt-001"                 | "id": "a\\u0000b"             | /id
            "id": "evt-001"                 | "id": "ends\\n"               | /id
            "id": "evt-001"                 | "id": null                    | /id
            "source": "urn:source:incident-tracker", | ''                   | /source
            "source": "urn:source:incident-tracker"  | "source": "not a uri" | /source
            "source": "urn:source:incident-tracker"  | "source": {}         | /source
            "type": "support.evidence.rescheduled"   | "type": []           | /type
            "subject": "SEV1-2026-0417",    | ''                            | /subject
            "subject": "SEV1-2026-0417"     | "subject": true               | /subject
            "time": "2026-04-17T14:50:00Z"  | "time": "2026-04-17T14:50:00" | /time
            "time": "2026-04-17T14:50:00Z"  | "time": "2026-04-17"          | /time
            "time": "2026-04-17T14:50:00Z"  | "time": 1776437400            | /time
            "time": "2026-04-17T14:50:00Z"  | "time": "2026-02-30T14:50:00Z" | /time
            "time": "2026-04-17T14:50:00Z"  | "time": "2026-04-17T25:00:00Z" | /time
            "time": "2026-04-17T14:50:00Z"  | "time": "9999-12-31T23:59:59Z" | /time
            "time": "2026-04-17T14:50:00Z"  | "time": "0001-01-01T00:00:00Z" | /time
            "time": "2026-04-17T14:50:00Z"  | "time": "1999-12-31T23:59:60Z" | /time
            "datacontenttype": "application/json" | "datacontenttype": "text/xml" | /datacontenttype
            "datacontenttype": "application/json" | "datacontenttype": "application/json\\n" | /datacontenttype
            "datacontenttype": "application/json" | "dataschema": "relative" | /dataschema
            "datacontenttype": "application/json" | "data_base64": "e30="   | /data_base64
            "datacontenttype": "application/json" | "Extension": "x"        | /Extension
            "datacontenttype": "application/json" | "extension": {}         | /extension
            "datacontenttype": "application/json" | "extension": 1.5        | /extension
            "datacontenttype": "application/json" | "extension": 2147483648 | /extension
            "datacontenttype": "application/json" | "a/b~c": "x"            | /a~1b~0c
            "data": {                       | "data": "text", "x": "y", "z": {  | /data
            "data": {                       | "data": null, "z": {          | /data
            """)
    void namesWhatDoesNotFit(String what, String with, String pointer) {
        assertThat(EVENT).contains(what);
        Reading reading = reader.read(Mode.STRUCTURED, Map.of(), bytes(EVENT.replace(what, with)));
        assertThat(reading.events()).isEmpty();
        assertThat(pointers(reading)).contains(pointer);
        assertThat(reading.faults()).allSatisfy(fault -> assertThat(fault.message())
                .containsAnyOf("expected", "must be", "use one of")
                .doesNotContain("pattern")
                .doesNotContain("$"));
    }

    @Test
    void namesEveryFaultOfEveryEvent() {
        Reading reading = reader.read(
                Mode.BATCH,
                Map.of(),
                bytes("[" + EVENT + ", {\"specversion\": \"1.0\", \"id\": 5}, 7, " + EVENT.replace("00Z\",", "00\",")
                        + "]"));
        assertThat(pointers(reading))
                .containsExactlyInAnyOrder("/1/source", "/1/type", "/1/subject", "/1/time", "/1/id", "/2", "/3/time");
        assertThat(reading.events()).hasSize(1);
        assertThat(reading.events().get(0).pointer()).isEqualTo("/0");
        assertThat(reading.claimed()).hasSize(2);
    }

    @Test
    void saysWhatWouldBeRight() {
        Reading reading = reader.read(
                Mode.STRUCTURED, Map.of(), bytes(EVENT.replace("\"2026-04-17T14:50:00Z\"", "\"2026-04-17T14:50:00\"")));
        assertThat(reading.faults())
                .containsExactly(new Fault(
                        "/time",
                        "this must be an RFC 3339 time with its zone from the years 2000 to 2099, such as"
                                + " \"2026-04-17T14:50:00Z\", but is \"2026-04-17T14:50:00\""));
    }

    @Test
    void refusesAnObjectWhereABatchIsPromised() {
        assertThat(pointers(reader.read(Mode.BATCH, Map.of(), bytes(EVENT)))).containsExactly("");
    }

    @Test
    void refusesABatchThatIsTooLong() {
        String long1001 = IntStream.rangeClosed(0, EventReader.LONGEST_BATCH)
                .mapToObj(i -> "{}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThatThrownBy(() -> reader.read(Mode.BATCH, Map.of(), bytes(long1001)))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("at most 1000 events")
                .hasMessageContaining("1001");
    }

    @Test
    void refusesAnEventThatIsOnlyTooLargeInItsCanonicalForm() {
        String numbers = IntStream.range(0, 60_000).mapToObj(i -> "1e20").collect(Collectors.joining(","));
        String event = EVENT.replace("\"data\": {", "\"data\": {\"n\": [" + numbers + "], ");
        assertThat(event.length()).isLessThan(EventReader.LARGEST_EVENT);
        assertThatThrownBy(() -> reader.read(Mode.STRUCTURED, Map.of(), bytes(event)))
                .isInstanceOfAny(TooLargeException.class, MalformedJsonException.class);
    }

    @Test
    void refusesDataNestedTooDeeply() {
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
        assertThat(pointers(reader.read(Mode.BINARY, headers(), bytes(deep)))).containsExactly("/data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"specversion\": \"1.0\", \"id\": \"evt",
                "{\"id\": \"a\", \"id\": \"b\"}",
                "{} {}",
                "{\"id\": \"\\ud800\"}",
                "{\"n\": 9007199254740993}",
                "not json"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> reader.read(Mode.STRUCTURED, Map.of(), bytes(text)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> reader.read(
                        Mode.STRUCTURED, Map.of(), EVENT.replace("evt", "ävt").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "=HYPERLINK(\\\"http://x\\\")", "'; drop table gh_case; --"})
    void takesAnyTextAsText(String text) {
        CloudEvent event =
                one(EVENT.replace("\"evidenceId\": \"workaround-verification\"", "\"reason\": \"" + text + "\""));
        assertThat(event.data().path("reason").asText()).isEqualTo(text.replace("\\\"", "\""));
    }

    @Test
    void keepsTheTimeWithAnOffsetAndFractions() {
        assertThat(one(EVENT.replace("14:50:00Z", "16:50:00.123456789+02:00")).time())
                .isEqualTo(Instant.parse("2026-04-17T14:50:00.123456789Z"));
    }

    private CloudEvent one(String text) {
        Reading reading = reader.read(Mode.STRUCTURED, Map.of(), bytes(text));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.events()).hasSize(1);
        return reading.events().get(0).event();
    }

    private static List<String> pointers(Reading reading) {
        return reading.faults().stream().map(Fault::pointer).toList();
    }

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("ce-specversion", List.of("1.0"));
        headers.put("ce-id", List.of("evt-001"));
        headers.put("ce-source", List.of("urn:source:incident-tracker"));
        headers.put("ce-type", List.of("support.evidence.rescheduled"));
        headers.put("ce-subject", List.of("SEV1-2026-0417"));
        headers.put("ce-time", List.of("2026-04-17T14:50:00Z"));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
