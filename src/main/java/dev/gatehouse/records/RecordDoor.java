package dev.gatehouse.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.StrictBody;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The door by which upstream systems mirror their published records. Reading is for auditors and for the account that
 * mirrors the register; administrators see which versions there are and not what they say. An agent reads what the live
 * cases cite that name it, and nothing else.
 */
@RestController
@RequestMapping(path = "/api/records/{register}/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "records")
class RecordDoor {
    /** Visible, without a slash (which a path could not carry), and short enough to be a key. */
    private static final Pattern KEY = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,255}");

    private final DocumentSchema schema = DocumentSchema.of("/schema/record.schema.json");
    private final Records records;
    private final Directory directory;
    private final ObjectProvider<CitingCases> citing;
    private final int largestBody;

    /** @param citing asked for late: the flows stand on what is here */
    RecordDoor(
            Records records,
            Directory directory,
            ObjectProvider<CitingCases> citing,
            @Value("${gatehouse.intake.largest-body:1MB}") DataSize largestBody) {
        this.records = records;
        this.directory = directory;
        this.citing = citing;
        this.largestBody = Math.toIntExact(largestBody.toBytes());
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Mirror one version of a record",
            description = """
                    Versions are kept for ever: sending one again is safe (200), sending it with other content is \
                    refused (409). Only the account that the directory names for the register writes to it. Only \
                    status APPROVED feeds a flow. The answer's sha256 is that of the RFC 8785 form of register, key, \
                    version, status, publishedAt and content.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(value = EXAMPLE))),
            responses = {
                @ApiResponse(responseCode = "201", description = "Kept"),
                @ApiResponse(responseCode = "200", description = "Was here already, the same"),
                @ApiResponse(responseCode = "400", description = "Everything wrong with it"),
                @ApiResponse(responseCode = "403", description = "The register is another account's"),
                @ApiResponse(responseCode = "404", description = "There is no such register"),
                @ApiResponse(responseCode = "409", description = "This version is here with other content"),
                @ApiResponse(responseCode = "413", description = "Too large")
            })
    ResponseEntity<ObjectNode> mirror(
            @PathVariable String register, @PathVariable String key, HttpServletRequest request, Principal account)
            throws IOException {
        mustMirror(register, account.getName());
        MirroredRecord sent = record(register, key, StrictBody.read(request, largestBody));
        Records.Mirrored outcome = records.mirror(sent, account.getName());
        return ResponseEntity.status(outcome == Records.Mirrored.NEW ? 201 : 200)
                .body(reference(sent));
    }

    /** Every version, the highest first, without the contents. */
    @GetMapping
    ObjectNode versions(@PathVariable String register, @PathVariable String key, Principal reader) {
        mustBeKnown(register);
        boolean all =
                reads(register, reader.getName()) || groups(reader.getName()).contains(Groups.ADMIN);
        if (!all && !isCitedFor(reader.getName(), register, key)) {
            throw closed(register, reader.getName());
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("register", register).put("key", key);
        ArrayNode versions = answer.putArray("versions");
        records.versions(register, key).stream()
                .filter(version -> all || version.approved())
                .forEach(version -> versions.add(reference(version)));
        return answer;
    }

    /** One version with its content. */
    @GetMapping("/versions/{version}")
    ObjectNode version(
            @PathVariable String register, @PathVariable String key, @PathVariable long version, Principal reader) {
        mustBeKnown(register);
        boolean all = reads(register, reader.getName());
        if (!all && !isCitedFor(reader.getName(), register, key)) {
            throw closed(register, reader.getName());
        }
        MirroredRecord found = records.find(register, key, version)
                .filter(one -> all || one.approved())
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN,
                        "unknown-record",
                        "Register %s has no version %d of %s.".formatted(register, version, key)));
        ObjectNode answer = reference(found);
        answer.set("content", found.content());
        return answer;
    }

    private MirroredRecord record(String register, String key, JsonNode body) {
        List<Fault> faults = new ArrayList<>(schema.faults(body));
        if (!KEY.matcher(key).matches()) {
            faults.add(new Fault(
                    "/key", "in the path does not fit; expected up to 255 visible characters without a slash"));
        }
        sameAsPath(body, "register", register, faults);
        sameAsPath(body, "key", key, faults);
        boolean timed = faults.stream().noneMatch(fault -> fault.pointer().equals("/publishedAt"));
        if (timed && body.path("publishedAt").isTextual()) {
            faults.addAll(PublishedAt.faults(body.path("publishedAt").textValue()));
        }
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("register", register).put("key", key);
        for (String name : List.of("version", "status", "publishedAt", "content")) {
            document.set(name, body.get(name));
        }
        return MirroredRecord.of(document);
    }

    /** A body may repeat where it goes, as an export of the register would; it may not say something else. */
    private static void sameAsPath(JsonNode body, String name, String inPath, List<Fault> faults) {
        JsonNode stated = body.path(name);
        if (!stated.isMissingNode() && !inPath.equals(stated.textValue())) {
            faults.add(new Fault("/" + name, "is not the one in the path; expected \"" + inPath + "\", or nothing"));
        }
    }

    private void mustMirror(String register, String account) {
        mustBeKnown(register);
        if (!directory.registersOf(account).contains(register)) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "register-not-own",
                    "The account " + account + " does not mirror the register " + register + ".");
        }
    }

    private void mustBeKnown(String register) {
        if (!directory.registers().contains(register)) {
            throw new RefusedException(
                    Kind.UNKNOWN, "unknown-register", "There is no register " + register + " that anybody mirrors.");
        }
    }

    private boolean reads(String register, String reader) {
        return directory.registersOf(reader).contains(register)
                || groups(reader).contains(Groups.AUDITORS);
    }

    private boolean isCitedFor(String reader, String register, String key) {
        return groups(reader).contains(Groups.AGENTS)
                && citing.stream().anyMatch(cases -> cases.openTo(reader, register, key));
    }

    private Set<String> groups(String reader) {
        return directory.groupsOf(reader);
    }

    private static RefusedException closed(String register, String reader) {
        return new RefusedException(
                Kind.FORBIDDEN, "register-closed", "The register " + register + " is not read by " + reader + ".");
    }

    private static ObjectNode reference(MirroredRecord stored) {
        return stored.citation()
                .put("status", stored.status())
                .put("publishedAt", stored.document().path("publishedAt").textValue());
    }

    private static final String EXAMPLE = """
            {"version": 7, "status": "APPROVED", "publishedAt": "2026-04-19T16:00:00Z",
             "content": {"entries": [{"at": "2026-04-17T02:14:00Z", "text": "sign-in failures begin in eu-west"}]}}""";
}
