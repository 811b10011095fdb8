package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.OpenItemRegister.Question;
import dev.gatehouse.digest.Standing.Clarification;
import dev.gatehouse.digest.Standing.Correction;
import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.domain.claims.AppliesClaim;
import dev.gatehouse.digest.domain.claims.ChangedClaim;
import dev.gatehouse.digest.domain.claims.Compared;
import dev.gatehouse.digest.domain.claims.Consulted;
import dev.gatehouse.digest.domain.claims.OpenItem;
import dev.gatehouse.digest.domain.claims.Sources;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.exchange.ClaimJson;
import dev.gatehouse.digest.exchange.DigestSentences;
import dev.gatehouse.digest.exchange.Quotations;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a composition with what people have added to it as the packet of a digest. Source: spec 4, "Shapes".
 */
@Component
class DigestPackets {

    static final String BOUNDARY =
            "This digest informs. It recommends nothing, routes no case and declares no severity; how a live case is handled is decided elsewhere.";

    private static final List<String> PARTS = List.of("changed", "applies", "open");
    private static final List<String> NO_ESSENCE =
            List.of("text", "original", "correction", "sources", "since", "questioned", "words");

    private final Cases cases;
    private final Digests digests;
    private final RunbookTexts texts;
    private final OpenItemRegister register;
    private final DigestPolicy policy;

    DigestPackets(Cases cases, Digests digests, RunbookTexts texts, OpenItemRegister register, DigestPolicy policy) {
        this.cases = cases;
        this.digests = digests;
        this.texts = texts;
        this.register = register;
        this.policy = policy;
    }

    /**
     * The packet as it would be composed; keeps nothing.
     *
     * @throws IllegalStateException when a policy table keeps a word out of digests that generated sentences have
     */
    ObjectNode of(String caseId, Composition composition) {
        Standing standing = digests.standing(caseId);
        DigestSentences sentences = new DigestSentences(composition.compared(), composition.context());
        ObjectNode packet = JsonNodeFactory.instance.objectNode();
        packet.put("packetId", caseId).put("drill", cases.get(caseId).drill());
        packet.set("runbook", runbook(caseId, standing, composition.compared()));
        ArrayNode changed = changed(composition, sentences);
        ArrayNode applies = applies(composition, sentences);
        ArrayNode open = open(caseId, composition, sentences);
        packet.set("limits", limits(standing));
        ArrayNode notes = packet.putArray("readingNotes");
        texts.notes(caseId).forEach(notes::add);
        packet.set("changed", changed);
        packet.set("applies", applies);
        packet.set("open", open);
        summarise(packet, standing);
        mustSayNothingBlocked(packet.path("summary").asText(), changed, applies, open);
        packet.set("corrections", corrected(standing, packet));
        packet.set("clarifications", clarifications(standing));
        packet.set("context", context(composition));
        packet.set("trace", trace(composition));
        ObjectNode policies = packet.putObject("policies");
        policy.versions().forEach(policies::put);
        return packet.put("boundary", BOUNDARY);
    }

    private static void summarise(ObjectNode packet, Standing standing) {
        packet.put(
                "summary",
                DigestSentences.summary(
                        standing.baseline() == null ? null : standing.baseline().tag(),
                        packet.path("changed").size(),
                        packet.path("applies").size(),
                        packet.path("open").size()));
    }

    /** A composed packet with what people have added and closed by now; what was looked up stays as it was. */
    ObjectNode annotated(String caseId, ObjectNode composed) {
        Standing standing = digests.standing(caseId);
        ObjectNode packet = composed.deepCopy();
        statements(packet).values().forEach(one -> asGenerated((ObjectNode) one));
        ArrayNode open = JsonNodeFactory.instance.arrayNode();
        packet.path("open")
                .valueStream()
                .filter(item ->
                        !register.isClosed(caseId, item.path("itemId").asText(), OpenItem.valuesHash(values(item))))
                .forEach(open::add);
        packet.set("open", open);
        summarise(packet, standing);
        packet.set("corrections", corrected(standing, packet));
        packet.set("clarifications", clarifications(standing));
        return packet;
    }

    private static void asGenerated(ObjectNode statement) {
        if (statement.has("original")) {
            statement.put("text", statement.path("original").asText());
            statement.remove(List.of("original", "correction"));
        }
    }

    /** What is said where, of an open item. */
    static Map<String, String> values(JsonNode item) {
        Map<String, String> values = new TreeMap<>();
        item.path("values")
                .properties()
                .forEach(one -> values.put(one.getKey(), one.getValue().asText()));
        return values;
    }

    // ---- what it is about

    private ObjectNode runbook(String caseId, Standing standing, Compared compared) {
        Published revision = Objects.requireNonNull(standing.revision());
        Published baseline = standing.baseline();
        ObjectNode runbook = JsonNodeFactory.instance
                .objectNode()
                .put("repository", digests.subject(caseId).repository())
                .put("id", standing.runbookId())
                .put("title", compared.revision().runbook().title())
                .put("path", revision.path())
                .put("revision", revision.tag())
                .put("revisionCommit", revision.commit())
                .put("revisionTagObject", revision.tagObject())
                .put("tagger", revision.tagger())
                .put("taggedAt", revision.taggedAt().toString());
        return runbook.put("baseline", baseline == null ? null : baseline.tag())
                .put("baselinePath", baseline == null ? null : baseline.path())
                .put("baselineCommit", baseline == null ? null : baseline.commit())
                .put("baselineTagObject", baseline == null ? null : baseline.tagObject());
    }

    private static ArrayNode limits(Standing standing) {
        ArrayNode limits = JsonNodeFactory.instance.arrayNode();
        standing.limits().forEach(limit -> limits.addObject()
                .put("code", limit.code())
                .put("reason", limit.reason())
                .put("by", limit.by())
                .put("at", limit.at().toString()));
        return limits;
    }

    // ---- the three parts

    private static ArrayNode changed(Composition composition, DigestSentences sentences) {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        for (ChangedClaim claim : composition.claims().changed()) {
            changed.add(ClaimJson.changed(claim, sentences.of(claim)));
        }
        return changed;
    }

    private static ArrayNode applies(Composition composition, DigestSentences sentences) {
        ArrayNode applies = JsonNodeFactory.instance.arrayNode();
        for (AppliesClaim claim : composition.claims().applies()) {
            applies.add(ClaimJson.applies(claim, sentences.of(claim)));
        }
        return applies;
    }

    /** What was found and is not closed as it stands; then what people have asked and nobody has closed. */
    private ArrayNode open(String caseId, Composition composition, DigestSentences sentences) {
        String runbook = composition.compared().identity();
        ArrayNode open = JsonNodeFactory.instance.arrayNode();
        List<OpenItem> all = new ArrayList<>(composition.items());
        Map<String, Instant> asked = new TreeMap<>();
        for (Question question : register.questionsBefore(caseId)) {
            asked.put(question.itemId(), question.since());
            all.add(OpenItem.asked(
                    question.text(),
                    Sources.of(composition.compared().revision().source())));
        }
        for (OpenItem item : all) {
            String itemId = item.itemId(runbook);
            if (register.isClosed(caseId, itemId, item.valuesHash())) {
                continue;
            }
            Instant since = Optional.ofNullable(asked.get(itemId))
                    .or(() -> register.since(caseId, itemId))
                    .orElse(composition.at());
            open.add(ClaimJson.open(item, itemId, since, sentences.of(item)));
        }
        return open;
    }

    /** All of it at once: a table is asked for a text, however long. */
    private void mustSayNothingBlocked(String summary, ArrayNode... parts) {
        StringBuilder all = new StringBuilder(summary);
        for (ArrayNode part : parts) {
            part.forEach(one -> all.append('\n').append(one.path("text").asText()));
        }
        List<String> words = policy.blockedWords(Quotations.ownWords(all.toString()));
        if (!words.isEmpty()) {
            throw new IllegalStateException(
                    "generated sentences have words that the table blocked-language keeps out of digests: "
                            + String.join(", ", words));
        }
    }

    // ---- what people have added

    /** Puts each correction into its claim, and lists all of them: also those whose claim has changed or is gone. */
    private static ArrayNode corrected(Standing standing, ObjectNode packet) {
        ArrayNode corrections = JsonNodeFactory.instance.arrayNode();
        for (Correction correction : standing.corrections()) {
            ObjectNode json = corrections
                    .addObject()
                    .put("claimId", correction.claimId())
                    .put("text", correction.text())
                    .put("kind", correction.kind())
                    .put("by", correction.by())
                    .put("at", correction.at().toString());
            Optional<ObjectNode> claim = statement(packet, correction.claimId());
            String state = claim.map(one -> essence(one).equals(correction.essence()) ? "stands" : "claim-changed")
                    .orElse("claim-gone");
            json.put("state", state);
            claim.ifPresent(one -> {
                one.put("original", one.path("text").asText()).put("text", correction.text());
                one.set(
                        "correction",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("kind", correction.kind())
                                .put("by", correction.by())
                                .put("at", correction.at().toString())
                                .put("state", state));
            });
        }
        return corrections;
    }

    private static ArrayNode clarifications(Standing standing) {
        ArrayNode clarifications = JsonNodeFactory.instance.arrayNode();
        for (Clarification one : standing.clarifications()) {
            clarifications
                    .addObject()
                    .put("clarificationId", one.clarificationId())
                    .put("itemId", one.itemId())
                    .put("text", one.text())
                    .put("by", one.by())
                    .put("at", one.at().toString());
        }
        return clarifications;
    }

    // ---- what it rests on

    private static ArrayNode context(Composition composition) {
        ArrayNode context = JsonNodeFactory.instance.arrayNode();
        composition.context().all().forEach(one -> context.add(consulted(one)));
        return context;
    }

    private static ObjectNode consulted(Consulted one) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("register", one.name().register())
                .put("key", one.name().key())
                .put(
                        "field",
                        one instanceof Consulted.Assumed assumed
                                ? assumed.assumption().field()
                                : null)
                .put("state", one.state().name());
        one.found().ifPresent(record -> json.put("version", record.version())
                .put("sha256", record.sha256())
                .put("publishedAt", record.publishedAt().toString()));
        return json;
    }

    /** What is unchanged and not listed, with the hashes that prove it. */
    private static ArrayNode trace(Composition composition) {
        Set<String> listed = new HashSet<>();
        composition.claims().applies().forEach(claim -> listed.add(claim.anchor()));
        ArrayNode trace = JsonNodeFactory.instance.arrayNode();
        composition.differences().stream()
                .filter(one -> one.is(Difference.Kind.UNCHANGED) && !listed.contains(one.anchor()))
                .forEach(one -> trace.addObject()
                        .put("anchor", one.anchor())
                        .put("hash", one.unit().hash()));
        return trace;
    }

    // ---- what a packet claims

    /** The claim or the open item of this id. */
    static Optional<ObjectNode> statement(JsonNode packet, String id) {
        for (String part : PARTS) {
            for (JsonNode one : packet.path(part)) {
                if (id(one).equals(id)) {
                    return Optional.of((ObjectNode) one);
                }
            }
        }
        return Optional.empty();
    }

    static String id(JsonNode statement) {
        return statement.path(statement.has("claimId") ? "claimId" : "itemId").asText();
    }

    /** What a statement says, whatever the words and the versions: another one means that it no longer holds as it was. */
    static String essence(JsonNode statement) {
        ObjectNode essence = statement.deepCopy();
        essence.remove(NO_ESSENCE);
        return Sha256.hex(CanonicalJson.bytes(essence));
    }

    /** Every claim and open item of a packet, by id. */
    static Map<String, JsonNode> statements(JsonNode packet) {
        Map<String, JsonNode> all = new TreeMap<>();
        PARTS.forEach(part -> packet.path(part).forEach(one -> all.put(id(one), one)));
        return all;
    }

    /** The version of a record that a statement cites; null for none. */
    static @Nullable JsonNode citation(JsonNode statement, String register, String key) {
        for (JsonNode source : statement.path("sources")) {
            if (source.path("register").asText().equals(register)
                    && source.path("key").asText().equals(key)) {
                return source;
            }
        }
        return null;
    }
}
