package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.disclosure.Drafting.StaleBaseException;
import dev.gatehouse.intake.StrictBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where people and agents work on a draft. Who may do what, and what it does, is said by {@link Drafting}. */
@RestController
@RequestMapping("/api/packets/{packetId}")
@Tag(name = "packets")
class DraftDoor {

    /** What one request may bring: a section of half a million characters, and not five megabytes. */
    private static final int LARGEST_BODY = 1 << 20;

    private final Drafting drafting;
    private final DisclosureViews views;

    DraftDoor(Drafting drafting, DisclosureViews views) {
        this.drafting = drafting;
        this.views = views;
    }

    @PostMapping("/suggestions")
    @Operation(
            summary = "Suggest another text for a section",
            description =
                    "Takes {\"sectionId\", \"baseRevision\", \"markdown\", \"rationale\", \"citations\"}. For everybody"
                            + " in the charter, agents too. 409 with both texts when the section has changed since.")
    ResponseEntity<ObjectNode> suggest(@PathVariable String packetId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(201, () -> drafting.suggest(packetId, who.getName(), body));
    }

    @PostMapping("/suggestions/{suggestionId}/decision")
    @Operation(
            summary = "Accept or reject a suggestion",
            description = "Takes {\"decision\": accept | reject, \"kind\", \"reason\"}. For the section's owner.")
    ResponseEntity<ObjectNode> decide(
            @PathVariable String packetId, @PathVariable String suggestionId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(200, () -> drafting.decide(packetId, suggestionId, who.getName(), body));
    }

    @PostMapping("/objections")
    @Operation(
            summary = "Object to a section",
            description =
                    "Takes {\"sectionId\", \"severity\": residual | blocking, \"statement\"}. It stays on record.")
    ResponseEntity<ObjectNode> object(@PathVariable String packetId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(201, () -> drafting.object(packetId, who.getName(), body));
    }

    @PostMapping("/objections/{objectionId}/state")
    @Operation(
            summary = "Resolve, withdraw or reopen an objection",
            description =
                    "Takes {\"state\", \"reason\"}. Its raiser withdraws and reopens, the section's owner resolves.")
    ResponseEntity<ObjectNode> moveObjection(
            @PathVariable String packetId, @PathVariable String objectionId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(200, () -> drafting.moveObjection(packetId, objectionId, who.getName(), body));
    }

    @PostMapping("/comments")
    @Operation(summary = "Comment on a section", description = "Takes {\"sectionId\", \"text\"}. Changes nothing.")
    ResponseEntity<ObjectNode> comment(@PathVariable String packetId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(201, () -> drafting.comment(packetId, who.getName(), body));
    }

    @PutMapping("/sections/{sectionId}")
    @Operation(
            summary = "Write a section anew",
            description =
                    "Takes {\"baseRevision\", \"markdown\", \"citations\", \"reason\"}. For its owner. Makes a revision;"
                            + " 409 with both texts when the section has changed since.")
    ResponseEntity<ObjectNode> edit(
            @PathVariable String packetId, @PathVariable String sectionId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(200, () -> drafting.edit(packetId, sectionId, who.getName(), body));
    }

    @PostMapping("/sections")
    @Operation(summary = "Add a section", description = "For the artifact owner. Makes a revision.")
    ResponseEntity<ObjectNode> add(@PathVariable String packetId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(201, () -> drafting.addSection(packetId, who.getName(), body));
    }

    @DeleteMapping("/sections/{sectionId}")
    @Operation(
            summary = "Remove a section",
            description = "For the artifact owner. Makes a revision; objections to the section stay, orphaned.")
    ResponseEntity<ObjectNode> remove(@PathVariable String packetId, @PathVariable String sectionId, Principal who) {
        return answer(200, () -> drafting.removeSection(packetId, sectionId, who.getName()));
    }

    @PutMapping("/sections/{sectionId}/classification")
    @Operation(
            summary = "Promote an annex to the lane",
            description = "Takes {\"lane\", \"reason\"}. For its owner. Makes a revision; the release must name it.")
    ResponseEntity<ObjectNode> classify(
            @PathVariable String packetId, @PathVariable String sectionId, HttpServletRequest request, Principal who)
            throws IOException {
        var body = StrictBody.read(request, LARGEST_BODY);
        return answer(200, () -> drafting.classify(packetId, sectionId, who.getName(), body));
    }

    @GetMapping("/diff")
    @Operation(summary = "What changed between two revisions", description = "In words, section by section.")
    ObjectNode diff(@PathVariable String packetId, @RequestParam int from, @RequestParam int to, Principal reader) {
        return views.diff(packetId, from, to, reader.getName());
    }

    private static ResponseEntity<ObjectNode> answer(int status, Supplier<ObjectNode> work) {
        try {
            return ResponseEntity.status(status).body(work.get());
        } catch (StaleBaseException stale) {
            return ResponseEntity.status(409)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(stale.problem());
        }
    }
}
