package dev.gatehouse.intake;

import dev.gatehouse.intake.EventReader.Mode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The door for CloudEvents 1.0 over HTTP (structured, binary and batch content mode). Reads at most the largest body it
 * takes, whatever a sender announces, and believes nothing in it.
 */
@RestController
@Tag(name = "events")
class EventDoor {
    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";
    private static final List<MediaType> TAKEN =
            List.of(MediaType.valueOf(STRUCTURED), MediaType.valueOf(BATCH), MediaType.APPLICATION_JSON);

    private final EventReader reader = new EventReader();
    private final EventIntake intake;
    private final int largestBody;

    EventDoor(EventIntake intake, @Value("${gatehouse.intake.largest-body:1MB}") DataSize largestBody) {
        this.intake = intake;
        this.largestBody = Math.toIntExact(largestBody.toBytes());
    }

    @PostMapping(
            path = "/api/events",
            consumes = {STRUCTURED, BATCH, MediaType.APPLICATION_JSON_VALUE})
    @Operation(
            summary = "State facts, or start a case",
            description = """
                    CloudEvents 1.0 in structured, batch or binary mode; a plain application/json body is taken as \
                    structured, or as a batch when it is an array. `subject` is the case id and `time` is what holds \
                    when facts contradict. The `source` must be the account's own. The answer has one element per \
                    event; sending again is always safe. A batch is taken whole or, with 400, 403, 409 or 413, not at \
                    all. In binary mode a fault's pointer /id means the header ce-id.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = STRUCTURED,
                                        schema = @Schema(type = "object"),
                                        examples = @ExampleObject(name = "a new readiness time", value = EXAMPLE)),
                                @Content(
                                        mediaType = BATCH,
                                        array = @ArraySchema(schema = @Schema(type = "object")),
                                        examples = @ExampleObject(name = "a batch of one", value = "[" + EXAMPLE + "]"))
                            }),
            responses = {
                @ApiResponse(
                        responseCode = "202",
                        description = "What became of each event, in their order",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        array = @ArraySchema(schema = @Schema(implementation = Receipt.class)),
                                        examples = @ExampleObject(value = """
                                                [{"id": "evt-001", "source": "urn:source:incident-tracker", \
                                                "disposition": "accepted", "reason": null}]"""))),
                @ApiResponse(responseCode = "400", description = "Every fault of every event"),
                @ApiResponse(responseCode = "403", description = "No source system, or not its own source"),
                @ApiResponse(
                        responseCode = "409",
                        description = "A source and id seen before with another content, or a case that exists"),
                @ApiResponse(responseCode = "413", description = "Larger than this server takes, or too many events"),
                @ApiResponse(responseCode = "415", description = "No CloudEvents content type, or not UTF-8")
            })
    ResponseEntity<List<Receipt>> receive(HttpServletRequest request, Principal principal)
            throws IOException, HttpMediaTypeNotSupportedException {
        intake.sourceOf(principal.getName());
        Map<String, List<String>> headers = cloudEventsHeaders(request);
        Mode mode = mode(request, headers);
        EventReader.Reading reading = reader.read(mode, headers, body(request));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(intake.receive(principal.getName(), reading));
    }

    private static Mode mode(HttpServletRequest request, Map<String, List<String>> headers)
            throws HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        Charset charset = type.getCharset();
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if ((charset != null && !charset.equals(StandardCharsets.UTF_8))
                || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new HttpMediaTypeNotSupportedException(type, TAKEN);
        }
        return switch (type.getSubtype().toLowerCase(Locale.ROOT)) {
            case "cloudevents+json" -> Mode.STRUCTURED;
            case "cloudevents-batch+json" -> Mode.BATCH;
            default -> headers.isEmpty() ? Mode.EITHER : Mode.BINARY;
        };
    }

    private static Map<String, List<String>> cloudEventsHeaders(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (name.regionMatches(true, 0, "ce-", 0, 3)) {
                headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
            }
        }
        return headers;
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getContentLengthLong() > largestBody
                ? new byte[0]
                : request.getInputStream().readNBytes(largestBody + 1);
        if (request.getContentLengthLong() > largestBody || body.length > largestBody) {
            throw new TooLargeException("A body has at most " + largestBody + " bytes; send the events in parts.");
        }
        return body;
    }

    private static final String EXAMPLE = """
            {"specversion": "1.0", "id": "evt-001", "source": "urn:source:incident-tracker",
             "type": "support.evidence.rescheduled", "subject": "SEV1-2026-0417", "time": "2026-04-17T14:50:00Z",
             "data": {"evidenceId": "workaround-verification", "readyAt": "2026-04-17T15:50:00Z"}}""";
}
