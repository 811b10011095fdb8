package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.StrictBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where people add to a digest, and close what is open. Who may do what, and what it does, is said by {@link DigestNotes}. */
@RestController
@RequestMapping("/api/packets/{packetId}")
@Tag(name = "digests")
class DigestDoor {

    private static final int LARGEST_BODY = 1 << 16;

    private final DigestNotes notes;

    DigestDoor(DigestNotes notes) {
        this.notes = notes;
    }

    @PostMapping("/corrections")
    @Operation(
            summary = "Correct a sentence of a digest",
            description =
                    "Takes {\"claimId\", \"text\", \"kind\": summary | assumption | ownership | other}. For its reviewer."
                            + " Makes a revision that takes the candidate's place; the original sentence stays visible.")
    ResponseEntity<ObjectNode> correct(@PathVariable String packetId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return ResponseEntity.status(201).body(notes.correct(packetId, who.getName(), body));
    }

    @PostMapping("/clarifications")
    @Operation(
            summary = "Clarify an open item, or ask",
            description =
                    "Takes {\"itemId\", \"text\"}. Without an item it is a question, which stays open across digests"
                            + " until somebody closes it. Makes a revision that takes the candidate's place.")
    ResponseEntity<ObjectNode> clarify(@PathVariable String packetId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return ResponseEntity.status(201).body(notes.clarify(packetId, who.getName(), body));
    }

    @PostMapping("/open/{itemId}/closing")
    @Operation(
            summary = "Close an open item",
            description = "Takes {\"reason\"}. It opens again when what it is about changes.")
    ObjectNode close(
            @PathVariable String packetId, @PathVariable String itemId, HttpServletRequest request, Principal who)
            throws IOException {
        return notes.close(packetId, itemId, who.getName(), StrictBody.read(request, LARGEST_BODY));
    }
}
