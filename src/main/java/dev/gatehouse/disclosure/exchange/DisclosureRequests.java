package dev.gatehouse.disclosure.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.disclosure.domain.Charter;
import dev.gatehouse.disclosure.domain.CharterRules.Window;
import dev.gatehouse.disclosure.domain.Citation;
import dev.gatehouse.disclosure.domain.Classification;
import dev.gatehouse.disclosure.domain.Commitment;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Section;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                        rules.known(root.at("owner")))
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
    public static Optional<Window> window(JsonNode request) {
        Place validity = Place.root(request).at("validity");
        Optional<Instant> from = validity.instant("from");
        Optional<Instant> to = validity.instant("to");
        return from.isPresent() && to.isPresent() ? Optional.of(new Window(from.get(), to.get())) : Optional.empty();
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    // ---- events

    public static final String EVIDENCE_CHANGED = "support.evidence.changed";
    public static final String CONTRACT_CHANGED = "support.contract.changed";
    public static final String AUDIENCE_CHANGED = "support.audience.changed";
    public static final String CLOCK_ADVANCED = "support.clock.advanced";

    private static final Map<String, DocumentSchema> EVENTS = Map.of(
            EVIDENCE_CHANGED, schema("evidence-changed"),
            CONTRACT_CHANGED, schema("contract-changed"),
            AUDIENCE_CHANGED, schema("audience-changed"),
            CLOCK_ADVANCED, schema("clock-advanced"));

    /** The types of the events that can change a case, without {@link #CHARTERED}. */
    public static java.util.Set<String> eventTypes() {
        return EVENTS.keySet();
    }

    /** What is wrong with an event's data, pointers relative to it; empty when it fits. */
    public static List<Fault> eventFaults(String type, JsonNode data, DisclosurePremises premises) {
        Place root = Place.root(data);
        RequestRules rules = new RequestRules(premises);
        return Fault.ordered(Stream.of(
                        Objects.requireNonNull(EVENTS.get(type), type).faults(data).stream(),
                        root.each("audience").stream().flatMap(rules::known),
                        RequestRules.duplicates(root.each("audience").stream(), "is named in this list already"))
                .flatMap(faults -> faults));
    }
}
