package dev.gatehouse.disclosure.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.disclosure.domain.Charter;
import dev.gatehouse.disclosure.domain.Citation;
import dev.gatehouse.disclosure.domain.Classification;
import dev.gatehouse.disclosure.domain.Comment;
import dev.gatehouse.disclosure.domain.Contribution;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.FlaggedWord;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.domain.Section;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.domain.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The whole draft, annex texts and salts included, as it is kept; never shown like this to anybody. */
public final class DraftJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DraftJson() {}

    // ---- parts that are shown as well

    /** A section as a request has it. */
    public static ObjectNode section(Section section) {
        ObjectNode json = NODES.objectNode()
                .put("sectionId", section.sectionId())
                .put("title", section.title())
                .put("owner", section.owner())
                .put("classification", section.classification().word())
                .put("markdown", section.markdown());
        json.set("citations", citations(section.citations()));
        return json;
    }

    public static ArrayNode citations(List<Citation> citations) {
        ArrayNode list = NODES.arrayNode();
        citations.forEach(one -> list.addObject()
                .put("register", one.register())
                .put("key", one.key())
                .put("version", one.version()));
        return list;
    }

    public static ObjectNode suggestion(Suggestion suggestion) {
        ObjectNode json = NODES.objectNode()
                .put("suggestionId", suggestion.suggestionId())
                .put("sectionId", suggestion.sectionId())
                .put("by", suggestion.by())
                .put("baseRevision", suggestion.baseRevision())
                .put("markdown", suggestion.markdown())
                .put("rationale", suggestion.rationale());
        json.set("citations", citations(suggestion.citations()));
        suggestion.flags().forEach(json.putArray("flags")::add);
        json.put("state", suggestion.state().word());
        Suggestion.Ruling ruling = suggestion.ruling();
        if (ruling != null) {
            Suggestion.Kind kind = ruling.kind();
            json.put("decidedBy", ruling.by())
                    .put("kind", kind == null ? null : kind.word())
                    .put("reason", ruling.reason());
        }
        return json;
    }

    public static ObjectNode comment(Comment comment) {
        return NODES.objectNode()
                .put("by", comment.by())
                .put("sectionId", comment.sectionId())
                .put("text", comment.text())
                .put("at", comment.at());
    }

    public static ObjectNode contribution(Contribution contribution) {
        return NODES.objectNode()
                .put("person", contribution.person())
                .put("sectionId", contribution.sectionId())
                .put("revision", contribution.revision())
                .put("hand", contribution.hand().word());
    }

    public static ObjectNode flaggedWord(FlaggedWord flagged) {
        return NODES.objectNode()
                .put("word", flagged.word())
                .put("sectionId", flagged.sectionId())
                .put("accepted", flagged.accepted())
                .put("reason", flagged.reason())
                .put("by", flagged.by());
    }

    // ---- the whole

    public static ObjectNode write(Draft draft) {
        ObjectNode json = NODES.objectNode();
        json.set("charter", charter(draft.charter()));
        json.put("stage", draft.stage().name()).put("revision", draft.revision());
        json.set("sections", each(draft.sections(), DraftJson::keptSection));
        json.set("suggestions", each(draft.suggestions(), DraftJson::suggestion));
        json.set("objections", each(draft.objections(), DraftJson::keptObjection));
        json.set("comments", each(draft.comments(), DraftJson::comment));
        json.set("contributions", each(draft.contributions(), DraftJson::contribution));
        json.set("flaggedWords", each(draft.flaggedWords(), DraftJson::flaggedWord));
        return json;
    }

    private static ObjectNode charter(Charter charter) {
        ObjectNode json = NODES.objectNode()
                .put("artifactOwner", charter.artifactOwner())
                .put("releaseOwner", charter.releaseOwner())
                .put("lane", charter.lane())
                .put("boundary", charter.boundary());
        charter.audience().forEach(json.putArray("audience")::add);
        charter.signers().forEach(json.putArray("signers")::add);
        charter.reviewers().forEach(json.putArray("reviewers")::add);
        charter.agents().forEach(json.putArray("agents")::add);
        return json;
    }

    private static ObjectNode keptSection(Section section) {
        return section(section)
                .put("chartered", section.chartered().word())
                .put("salt", section.salt())
                .put("changedIn", section.changedIn());
    }

    private static ObjectNode keptObjection(Objection objection) {
        return NODES.objectNode()
                .put("objectionId", objection.objectionId())
                .put("sectionId", objection.sectionId())
                .put("raisedBy", objection.raisedBy())
                .put("severity", objection.severity().word())
                .put("statement", objection.statement())
                .put("raisedIn", objection.raisedIn())
                .put("standing", objection.standing().name())
                .put("acceptedIn", objection.acceptedIn())
                .put("acceptedBy", objection.acceptedBy())
                .put("acceptedAt", objection.acceptedAt());
    }

    private static <T> ArrayNode each(List<T> all, Function<T, ObjectNode> write) {
        ArrayNode list = NODES.arrayNode();
        all.forEach(one -> list.add(write.apply(one)));
        return list;
    }

    // ---- back

    public static Draft read(JsonNode json) {
        JsonNode charter = json.path("charter");
        return new Draft(
                new Charter(
                        text(charter, "artifactOwner"),
                        text(charter, "releaseOwner"),
                        text(charter, "lane"),
                        DisclosureRequests.texts(charter.path("audience")),
                        DisclosureRequests.texts(charter.path("signers")),
                        DisclosureRequests.texts(charter.path("reviewers")),
                        DisclosureRequests.texts(charter.path("agents")),
                        text(charter, "boundary")),
                Stage.valueOf(text(json, "stage")),
                json.path("revision").asInt(),
                all(json, "sections", DraftJson::readSection),
                all(json, "suggestions", DraftJson::readSuggestion),
                all(json, "objections", DraftJson::readObjection),
                all(
                        json,
                        "comments",
                        one -> new Comment(
                                text(one, "by"), text(one, "sectionId"), text(one, "text"), text(one, "at"))),
                all(
                        json,
                        "contributions",
                        one -> new Contribution(
                                text(one, "person"),
                                text(one, "sectionId"),
                                one.path("revision").asInt(),
                                Contribution.Hand.valueOf(text(one, "hand").toUpperCase(java.util.Locale.ROOT)))),
                all(
                        json,
                        "flaggedWords",
                        one -> new FlaggedWord(
                                text(one, "word"),
                                text(one, "sectionId"),
                                one.path("accepted").asBoolean(),
                                text(one, "reason"),
                                text(one, "by"))));
    }

    private static Section readSection(JsonNode json) {
        return new Section(
                text(json, "sectionId"),
                text(json, "title"),
                text(json, "owner"),
                Classification.of(text(json, "classification")),
                Classification.of(text(json, "chartered")),
                text(json, "markdown"),
                DisclosureRequests.citations(json.path("citations")),
                text(json, "salt"),
                json.path("changedIn").asInt());
    }

    private static Suggestion readSuggestion(JsonNode json) {
        Suggestion.State state = Suggestion.State.valueOf(text(json, "state").toUpperCase(java.util.Locale.ROOT));
        String kind = orNull(json, "kind");
        return new Suggestion(
                text(json, "suggestionId"),
                text(json, "sectionId"),
                text(json, "by"),
                json.path("baseRevision").asInt(),
                text(json, "markdown"),
                text(json, "rationale"),
                DisclosureRequests.citations(json.path("citations")),
                DisclosureRequests.texts(json.path("flags")),
                state == Suggestion.State.OPEN
                        ? null
                        : new Suggestion.Ruling(
                                state,
                                text(json, "decidedBy"),
                                kind == null ? null : Suggestion.Kind.of(kind),
                                orNull(json, "reason")));
    }

    private static Objection readObjection(JsonNode json) {
        return new Objection(
                text(json, "objectionId"),
                text(json, "sectionId"),
                text(json, "raisedBy"),
                Objection.Severity.of(text(json, "severity")),
                text(json, "statement"),
                json.path("raisedIn").asInt(),
                Objection.Standing.valueOf(text(json, "standing")),
                json.path("acceptedIn").isInt() ? json.path("acceptedIn").asInt() : null,
                orNull(json, "acceptedBy"),
                orNull(json, "acceptedAt"));
    }

    private static <T> List<T> all(JsonNode json, String name, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        json.path(name).forEach(one -> list.add(read.apply(one)));
        return list;
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).asText();
    }

    private static @Nullable String orNull(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.path(name).asText() : null;
    }
}
