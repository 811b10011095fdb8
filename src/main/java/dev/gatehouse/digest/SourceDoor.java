package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseAccess;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.Digests.Part;
import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.domain.claims.ApprovedRecord;
import dev.gatehouse.digest.domain.claims.RecordName;
import dev.gatehouse.digest.exchange.DigestText;
import dev.gatehouse.digest.markdown.RunbookReader;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the sources of a digest can be followed to: the exact lines of a revision as it was read, and what a digest may show of
 * the cited version of a record. For whoever may read the digest.
 */
@RestController
@RequestMapping("/api/packets/{packetId}")
@Tag(name = "digests")
class SourceDoor {

    /** Lines shown before and after those that were asked for. */
    private static final int AROUND = 3;

    private static final int MOST_LINES = 400;

    private final Cases cases;
    private final CaseAccess access;
    private final Digests digests;
    private final DigestRecords records;
    private final Revisions revisions;
    private final CaseClock clock;

    SourceDoor(
            Cases cases,
            CaseAccess access,
            Digests digests,
            DigestRecords records,
            Revisions revisions,
            CaseClock clock) {
        this.cases = cases;
        this.access = access;
        this.digests = digests;
        this.records = records;
        this.revisions = revisions;
        this.clock = clock;
    }

    @GetMapping("/sources/runbook")
    @Operation(
            summary = "Lines of a revision that a digest cites",
            description = "The lines from fromLine to toLine, with a few around them, as the repository had them.")
    ObjectNode lines(
            @PathVariable String packetId,
            @RequestParam String revision,
            @RequestParam int fromLine,
            @RequestParam int toLine,
            Principal reader) {
        readable(packetId, reader);
        Standing standing = digests.standing(packetId);
        Part part = Stream.of(Part.values())
                .filter(one -> isOf(one, standing, revision))
                .findFirst()
                .orElseThrow(() -> unknown("The digest %s compares no revision %s.".formatted(packetId, revision)));
        List<String> all = RunbookReader.lines(digests.text(packetId, part).orElseThrow());
        if (fromLine < 1 || toLine < fromLine || fromLine > Math.max(all.size(), 1)) {
            throw new RefusedException(
                    Kind.INVALID,
                    "no-such-lines",
                    "Lines %d to %d are none of %s, which has %d; expected lines counted from 1, the first before the last."
                            .formatted(fromLine, toLine, revision, all.size()));
        }
        int first = Math.max(1, fromLine - AROUND);
        int last = Math.min(Math.min(all.size(), toLine + AROUND), first + MOST_LINES);
        Published published = part == Part.REVISION ? standing.revision() : standing.baseline();
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("repository", digests.subject(packetId).repository())
                .put("revision", revision)
                .put("path", published == null ? null : published.path())
                .put("fromLine", fromLine)
                .put("toLine", toLine);
        ArrayNode shown = answer.putArray("lines");
        for (int number = first; number <= last; number++) {
            shown.addObject()
                    .put("number", number)
                    .put("cited", fromLine <= number && number <= toLine)
                    .put("text", all.get(number - 1));
        }
        return answer;
    }

    private static boolean isOf(Part part, Standing standing, String tag) {
        Published published = part == Part.REVISION ? standing.revision() : standing.baseline();
        return published != null && published.tag().equals(tag);
    }

    @GetMapping("/sources/records/{register}/{key}/{version}")
    @Operation(
            summary = "What a digest may show of a record that it cites",
            description = "Version, hash and age, and the fields that policy and the register's schema let through.")
    ObjectNode record(
            @PathVariable String packetId,
            @PathVariable String register,
            @PathVariable String key,
            @PathVariable long version,
            Principal reader) {
        CaseFile caseFile = readable(packetId, reader);
        ApprovedRecord record = revisions.history(packetId).stream()
                .filter(revision -> cites(revision.content(), register, key, version))
                .findFirst()
                .flatMap(revision -> records.version(new RecordName(register, key), version, clock.now(caseFile)))
                .orElseThrow(() -> unknown(
                        "The digest %s cites no version %d of %s/%s.".formatted(packetId, version, register, key)));
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("register", register)
                .put("key", key)
                .put("version", version)
                .put("sha256", record.sha256())
                .put("publishedAt", record.publishedAt().toString())
                .put("stale", record.stale());
        ObjectNode fields = answer.putObject("fields");
        record.fields().entrySet().stream()
                .filter(field -> record.shows(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> fields.put(field.getKey(), field.getValue()));
        return answer;
    }

    private static boolean cites(JsonNode packet, String register, String key, long version) {
        return packet.path("context")
                .valueStream()
                .anyMatch(one -> one.path("register").asText().equals(register)
                        && one.path("key").asText().equals(key)
                        && one.path("version").asLong() == version);
    }

    @GetMapping(
            path = "/revisions/{number}/text",
            produces = {"text/plain", "text/markdown"})
    @Operation(
            summary = "A digest as text for a handoff channel",
            description = "format is plain or markdown; the same statements and sources as the packet.")
    ResponseEntity<byte[]> text(
            @PathVariable String packetId,
            @PathVariable int number,
            @RequestParam(defaultValue = "plain") String format,
            Principal reader) {
        readable(packetId, reader);
        Revision revision = revisions
                .find(packetId, number)
                .orElseThrow(() -> unknown("The digest %s has no revision %d.".formatted(packetId, number)));
        String text =
                switch (format) {
                    case "plain" -> DigestText.plain(revision.content(), number, revision.sha256());
                    case "markdown" -> DigestText.markdown(revision.content(), number, revision.sha256());
                    default ->
                        throw new RefusedException(
                                Kind.INVALID,
                                "unknown-format",
                                "The parameter format is \"%s\"; expected plain or markdown.".formatted(format));
                };
        MediaType type = new MediaType("text", format.equals("plain") ? "plain" : "markdown", StandardCharsets.UTF_8);
        return ResponseEntity.ok().contentType(type).body(text.getBytes(StandardCharsets.UTF_8));
    }

    private CaseFile readable(String packetId, Principal reader) {
        CaseFile caseFile = cases.get(packetId);
        access.mustReadContent(caseFile, reader.getName());
        if (!caseFile.flow().equals(DigestProcess.KEY)) {
            throw unknown("The case " + packetId + " is no digest of a runbook.");
        }
        return caseFile;
    }

    private static RefusedException unknown(String sentence) {
        return new RefusedException(Kind.UNKNOWN, "unknown-source", sentence);
    }
}
