package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseAccess;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import java.security.Principal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The coordination log of a readout, as JSON and as a table; for whoever may read the case's ledger. */
@RestController
@RequestMapping("/api/cases/{caseId}/coordination-log")
class CoordinationLogDoor {

    private final Cases cases;
    private final CaseAccess access;
    private final CoordinationLog log;

    CoordinationLogDoor(Cases cases, CaseAccess access, CoordinationLog log) {
        this.cases = cases;
        this.access = access;
        this.log = log;
    }

    /** What happened, in order, and every interval of starts that was rejected. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ObjectNode json(@PathVariable String caseId, Principal reader) {
        mustRead(caseId, reader);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("caseId", caseId);
        answer.set("entries", log.of(caseId));
        answer.set("rejected", log.rejected(caseId));
        return answer;
    }

    /** The same as comma-separated values (RFC 4180): what happened first, what was rejected after it. */
    @GetMapping(produces = "text/csv")
    String csv(@PathVariable String caseId, Principal reader) {
        mustRead(caseId, reader);
        Stream<String> entries = log.of(caseId)
                .valueStream()
                .map(entry -> row(
                        entry.path("at").asText(),
                        entry.path("actor").asText(),
                        entry.path("kind").asText(),
                        entry.path("subject").asText(),
                        entry.path("text").asText()));
        Stream<String> rejected = log.rejected(caseId)
                .valueStream()
                .map(interval -> row(
                        interval.path("from").asText(),
                        "gatehouse",
                        "REJECTED",
                        "until " + interval.path("to").asText(),
                        details(interval.path("blockers"))));
        return Stream.concat(Stream.of(row("at", "actor", "kind", "subject", "text")), Stream.concat(entries, rejected))
                .collect(Collectors.joining());
    }

    private void mustRead(String caseId, Principal reader) {
        CaseFile caseFile = cases.get(caseId);
        access.mayReadLedger(caseId, reader.getName());
        if (!caseFile.flow().equals(ReadoutProcess.KEY)) {
            throw new RefusedException(
                    Kind.UNKNOWN,
                    "no-coordination-log",
                    "Case " + caseId + " schedules no readout and has no such log.");
        }
    }

    private static String details(JsonNode blockers) {
        return blockers.valueStream()
                .map(blocker -> blocker.path("detail").asText())
                .collect(Collectors.joining(" "));
    }

    /** Quoted whatever is in it; what a spreadsheet would take for a formula is not. */
    private static String row(String... values) {
        return Stream.of(values)
                        .map(value -> value.matches("(?s)[=+@\\t\\r-].*") ? "'" + value : value)
                        .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
