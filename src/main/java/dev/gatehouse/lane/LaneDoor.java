package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.StrictBody;
import dev.gatehouse.packet.MalformedJsonException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The only way to a released packet. What is refused, and to whom, is said by {@link LaneDesk}. */
@RestController
@RequestMapping(path = "/api/lanes/{lane}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "lanes")
class LaneDoor {
    private static final int LARGEST_BODY = 64 * 1024;

    private final DocumentSchema forwards = DocumentSchema.of("/schema/lane-forward.schema.json");
    private final DocumentSchema withdrawals = DocumentSchema.of("/schema/lane-withdrawal.schema.json");
    private final LaneDesk desk;

    LaneDoor(LaneDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/packets/{packetId}")
    @Operation(
            summary = "Read a released packet",
            description = "For the manifest's audience, in its window, at its lane. Every read is recorded.",
            responses = {
                @ApiResponse(responseCode = "200", description = "The packet, its signed manifest, the copy's mark"),
                @ApiResponse(responseCode = "403", description = "Not for this account, or not yet"),
                @ApiResponse(responseCode = "410", description = "Over; says why, and what replaced it")
            })
    ObjectNode read(@PathVariable String lane, @PathVariable String packetId, Principal reader) {
        LaneReading reading = desk.read(lane, packetId, reader.getName());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("packetId", packetId)
                .put("revision", reading.copy().revision())
                .put("sha256", reading.copy().sha256());
        answer.set("packet", reading.packet());
        answer.set("envelope", reading.envelope());
        answer.put("copyMark", reading.copyMark()).put("drill", reading.drill());
        answer.put("stale", !reading.staleBecause().isEmpty());
        reading.staleBecause().forEach(answer.putArray("staleBecause")::add);
        return answer;
    }

    @GetMapping("/packets/{packetId}/manifest")
    @Operation(summary = "The signed manifest alone", description = "A DSSE envelope; open like the packet itself.")
    JsonNode manifest(@PathVariable String lane, @PathVariable String packetId, Principal reader) {
        return desk.read(lane, packetId, reader.getName()).envelope();
    }

    @PostMapping(path = "/packets/{packetId}/forwards", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Hand a packet on within its audience",
            description = "Takes {\"to\": [...]}. One outsider among them and nobody gets it.")
    ResponseEntity<ObjectNode> forward(
            @PathVariable String lane, @PathVariable String packetId, HttpServletRequest request, Principal sender)
            throws IOException {
        Supplier<JsonNode> body = body(request);
        LaneDesk.Forward forward =
                desk.forward(lane, packetId, sender.getName(), () -> recipients(checked(body.get(), forwards)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("packetId", packetId).put("lane", lane);
        forward.to().forEach(answer.putArray("to")::add);
        return ResponseEntity.status(201).body(answer.put("at", forward.at().toString()));
    }

    @PostMapping(path = "/packets/{packetId}/withdrawal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take a released packet back",
            description = "Takes {\"reason\", \"sha256\"}. For its release owner.")
    ObjectNode withdraw(
            @PathVariable String lane, @PathVariable String packetId, HttpServletRequest request, Principal owner)
            throws IOException {
        Supplier<JsonNode> body = body(request);
        LaneEnd end = desk.withdraw(lane, packetId, owner.getName(), () -> {
            JsonNode said = checked(body.get(), withdrawals);
            return new LaneDesk.Withdrawal(
                    said.path("reason").textValue(), said.path("sha256").textValue());
        });
        return JsonNodeFactory.instance
                .objectNode()
                .put("packetId", packetId)
                .put("lane", lane)
                .put("state", end.state().name())
                .put("at", end.at().toString());
    }

    @GetMapping("/packets/{packetId}/attempts")
    @Operation(summary = "Who was refused", description = "For the release owner and auditors.")
    ObjectNode attempts(@PathVariable String lane, @PathVariable String packetId, Principal reader) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode attempts = answer.putArray("attempts");
        desk.attempts(lane, packetId, reader.getName()).forEach(attempt -> attempts.addObject()
                .put("person", attempt.person())
                .put("lane", attempt.lane())
                .put("what", attempt.what())
                .put("at", attempt.at().toString())
                .put("because", attempt.detail()));
        return answer;
    }

    @GetMapping("/state")
    @Operation(
            summary = "Where the packets at a lane stand, signed",
            description = "A DSSE envelope for offline verification; lists what concerns the reader.")
    ObjectNode state(@PathVariable String lane, Principal reader) {
        return desk.state(lane, reader.getName());
    }

    /** Read whole before any lock is taken; what is wrong with it is told only to whoever may know. */
    private static Supplier<JsonNode> body(HttpServletRequest request) throws IOException {
        try {
            JsonNode body = StrictBody.read(request, LARGEST_BODY);
            return () -> body;
        } catch (MalformedJsonException malformed) {
            return () -> {
                throw malformed;
            };
        }
    }

    private static JsonNode checked(JsonNode body, DocumentSchema schema) {
        List<Fault> faults = schema.faults(body);
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        return body;
    }

    private static List<String> recipients(JsonNode body) {
        List<String> to = new ArrayList<>();
        body.path("to").forEach(recipient -> to.add(recipient.textValue()));
        return to;
    }
}
