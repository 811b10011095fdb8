package dev.gatehouse.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.people.Directory;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads policy tables, and changes them by proposal and approval. For people; machines change no policy. */
@RestController
@RequestMapping("/api/policies")
class PolicyDoor {

    private final PolicyChanges changes;
    private final RepositoryService repository;
    private final Directory directory;

    PolicyDoor(PolicyChanges changes, RepositoryService repository, Directory directory) {
        this.changes = changes;
        this.repository = repository;
        this.directory = directory;
    }

    /** @param sha256 the hash of the proposed file that the owner has seen */
    record Approval(String sha256) {}

    /** Tables in force with their versions, and every proposal. */
    @GetMapping
    ObjectNode all(Principal reader) {
        mustBePerson(reader);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode tables = answer.putArray("tables");
        changes.tables().forEach(table -> tables.addObject()
                .put("table", table.getKey())
                .put("name", table.getName())
                .put("version", table.getVersion()));
        ArrayNode proposals = answer.putArray("proposals");
        changes.all().forEach(proposal -> proposals.add(json(proposal)));
        return answer;
    }

    /** The DMN file of the table in force. */
    @GetMapping(path = "/{table}", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<byte[]> inForce(@PathVariable String table, Principal reader) throws IOException {
        mustBePerson(reader);
        String id = changes.tables().stream()
                .filter(definition -> definition.getKey().equals(table))
                .map(definition -> definition.getId())
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "unknown-policy", "There is no policy table " + table + "."));
        try (InputStream model = repository.getDecisionModel(id)) {
            return ResponseEntity.ok(model.readAllBytes());
        }
    }

    /** Proposes a DMN file as the table's next version. */
    @PostMapping(
            path = "/{table}/proposals",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    ResponseEntity<ObjectNode> propose(
            @PathVariable String table, @RequestParam String reason, @RequestBody byte[] dmn, Principal proposer) {
        mustBePerson(proposer);
        return ResponseEntity.status(201).body(json(changes.propose(table, dmn, reason, proposer.getName())));
    }

    /** The DMN file that a proposal would put in force. */
    @GetMapping(path = "/proposals/{number}", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<byte[]> proposed(@PathVariable long number, Principal reader) {
        mustBePerson(reader);
        changes.find(number);
        return ResponseEntity.ok(changes.content(number));
    }

    @PostMapping("/proposals/{number}/approval")
    ObjectNode approve(@PathVariable long number, @RequestBody Approval approval, Principal owner) {
        mustBePerson(owner);
        return json(changes.approve(number, approval.sha256(), owner.getName()));
    }

    @PostMapping("/proposals/{number}/refusal")
    ObjectNode refuse(@PathVariable long number, Principal owner) {
        mustBePerson(owner);
        return json(changes.refuse(number, owner.getName()));
    }

    private void mustBePerson(Principal reader) {
        if (!directory.isPerson(reader.getName())) {
            throw new RefusedException(Kind.FORBIDDEN, "people-only", "Policy tables are read and changed by people.");
        }
    }

    private static ObjectNode json(PolicyProposal proposal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", proposal.number())
                .put("table", proposal.table())
                .put("sha256", proposal.sha256())
                .put("reason", proposal.reason())
                .put("proposedBy", proposal.proposedBy())
                .put("proposedAt", proposal.proposedAt().toString())
                .put("state", proposal.state().name())
                .put("decidedBy", proposal.decidedBy())
                .put("version", proposal.version());
    }
}
