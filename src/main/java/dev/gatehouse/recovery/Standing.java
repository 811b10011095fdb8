package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.ReleaseTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where one release stands: to whom and for how long, what has happened that holds it, and why its candidate exists.
 *
 * @param holds what has happened since the revision was made, beside what the tables say
 * @param causes why the candidate exists, the oldest first, as the review shows them
 * @param audienceStatedAt a statement about an earlier moment comes too late
 */
record Standing(ReleaseTerms terms, List<HoldFault> holds, List<JsonNode> causes, Instant audienceStatedAt) {

    Standing {
        holds = List.copyOf(holds);
        causes = List.copyOf(causes);
    }

    Standing with(ReleaseTerms others) {
        return new Standing(others, holds, causes, audienceStatedAt);
    }

    Standing with(HoldFault hold) {
        return new Standing(terms, plus(holds, hold), causes, audienceStatedAt);
    }

    Standing with(ObjectNode cause) {
        return new Standing(terms, holds, plus(causes, cause), audienceStatedAt);
    }

    Standing withAudience(List<String> audience, Instant statedAt) {
        return new Standing(terms.withAudience(audience), holds, causes, statedAt);
    }

    /** A new revision: what was held against the one before is settled, and its own cause is the first. */
    Standing renewed(ObjectNode cause) {
        return new Standing(terms, List.of(), List.of(cause), audienceStatedAt);
    }

    private static <T> List<T> plus(List<? extends T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("lane", terms.lane());
        terms.audience().forEach(json.putArray("audience")::add);
        json.put("from", terms.from().toString()).put("to", terms.to().toString());
        json.put("audienceStatedAt", audienceStatedAt.toString());
        ArrayNode held = json.putArray("holds");
        holds.forEach(hold -> {
            ObjectNode one = held.addObject().put("code", hold.code().name()).put("subject", hold.subject());
            ObjectNode facts = one.putObject("facts");
            hold.facts().forEach(facts::put);
        });
        causes.forEach(json.putArray("causes")::add);
        return json;
    }

    static Standing of(JsonNode json) {
        List<String> audience = new ArrayList<>();
        json.path("audience").forEach(person -> audience.add(person.asText()));
        List<HoldFault> holds = new ArrayList<>();
        json.path("holds").forEach(hold -> {
            Map<String, String> facts = new TreeMap<>();
            hold.path("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            holds.add(new HoldFault(
                    Code.valueOf(hold.path("code").asText()),
                    hold.path("subject").asText(),
                    facts));
        });
        List<JsonNode> causes = new ArrayList<>();
        json.path("causes").forEach(causes::add);
        return new Standing(
                new ReleaseTerms(
                        json.path("lane").asText(),
                        audience,
                        Instant.parse(json.path("from").asText()),
                        Instant.parse(json.path("to").asText())),
                holds,
                causes,
                Instant.parse(json.path("audienceStatedAt").asText()));
    }
}
