package dev.gatehouse.disclosure.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.disclosure.domain.Charter;
import dev.gatehouse.disclosure.domain.Citation;
import dev.gatehouse.disclosure.domain.Classification;
import dev.gatehouse.disclosure.domain.Commitment;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Section;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.release.exchange.ReleaseRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads requests, events, and what people send about a draft. What contradicts its schema or itself is refused with every
 * fault in one answer; what policy judges is taken, and shown at the charter's gate.
 */
public final class DisclosureRequests {

    /** The type of the event that starts a case; its data is the request. */
    public static final String CHARTERED = "support.disclosure.chartered";

    private static final String SCHEMAS = "/schema/disclosure.schema.json";
    private static final DocumentSchema REQUEST = schema("request");

    /** What people send to a draft's doors. */
    public enum Sent {
        SUGGESTION("suggestion"),
        SUGGESTION_DECISION("suggestion-decision"),
        OBJECTION("objection"),
        OBJECTION_STATE("objection-state"),
        COMMENT("comment"),
        SECTION_EDIT("section-edit"),
        SECTION("section-added"),
        SECTION_REMOVAL("section-removal"),
        CLASSIFICATION("classification");

        private final DocumentSchema schema;

        Sent(String definition) {
            this.schema = DisclosureRequests.schema(definition);
        }
    }

    private DisclosureRequests() {}

    private static DocumentSchema schema(String definition) {
        return DocumentSchema.of(SCHEMAS, definition);
    }

    /**
     * Checks a request.
     *
     * @throws FaultsException with all faults, each with its pointer, in order of the document
     */
    public static void check(JsonNode request, DisclosurePremises premises) {
        FaultsException.throwIfAny(Stream.concat(
                REQUEST.faults(request).stream(), new RequestRules(premises).faults(Place.root(request))));
    }

    /**
     * Checks what somebody sends about a draft.
     *
     * @throws FaultsException with all faults
     */
    public static void check(JsonNode body, Sent what, DisclosurePremises premises) {
        RequestRules rules = new RequestRules(premises);
        Place root = Place.root(body);
        FaultsException.throwIfAny(Stream.of(
                        what.schema.faults(body).stream(),
                        rules.citationsOf(root),
                        RequestRules.citedOnce(root),
                        new ReleaseRules(premises).known(root.at("owner")))
                .flatMap(faults -> faults));
    }

    /** The packet of a request that has been checked. */
    public static Draft draft(JsonNode request) {
        List<Section> sections = new ArrayList<>();
        request.path("sections").forEach(one -> sections.add(section(request, one, 1)));
        return Draft.chartered(
                new Charter(
                        request.path("artifactOwner").asText(),
                        request.path("releaseOwner").asText(),
                        request.path("lane").asText(),
                        texts(request.path("audience")),
                        texts(request.path("signers")),
                        texts(request.path("reviewers")),
                        texts(request.path("agents")),
                        request.path("boundary").asText()),
                sections);
    }

    /**
     * A section as somebody sent it.
     *
     * @param request the request of its case
     * @param revision the first that has it
     */
    public static Section section(JsonNode request, JsonNode section, int revision) {
        String sectionId = section.path("sectionId").asText();
        Classification classification =
                Classification.of(section.path("classification").asText());
        return new Section(
                sectionId,
                section.path("title").asText(),
                section.path("owner").asText(),
                classification,
                classification,
                section.path("markdown").asText(),
                citations(section.path("citations")),
                request.path("rehearsal").asBoolean(false)
                        ? Commitment.drillSalt(request.path("caseId").asText(), sectionId)
                        : Commitment.salt(),
                revision);
    }

    public static List<Citation> citations(JsonNode list) {
        List<Citation> citations = new ArrayList<>();
        list.forEach(one -> citations.add(new Citation(
                one.path("register").asText(),
                one.path("key").asText(),
                one.path("version").asLong())));
        return citations;
    }

    /** The window that a request asks for; empty when it leaves it to the lane. */
    public static Optional<Validity> window(JsonNode request) {
        Place validity = Place.root(request).at("validity");
        Optional<Instant> from = validity.instant("from");
        Optional<Instant> to = validity.instant("to");
        return from.isPresent() && to.isPresent() ? Optional.of(new Validity(from.get(), to.get())) : Optional.empty();
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
