package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.Standing.Ending;
import dev.gatehouse.readout.Standing.Fact;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Substitute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a {@link Standing} is stored. */
final class StandingJson {

    private StandingJson() {}

    static ObjectNode write(Standing standing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode seats = json.putArray("seats");
        new TreeMap<>(standing.seats())
                .forEach((role, person) -> seats.addObject().put("role", role).put("person", person.orElse(null)));
        standing.people().forEach(json.putArray("people")::add);
        standing.blackouts().forEach(json.putArray("blackouts")::add);
        ArrayNode asOf = json.putArray("asOf");
        standing.asOf().entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Fact, Instant> one) -> one.getKey().kind())
                        .thenComparing(one -> one.getKey().about()))
                .forEach(one -> asOf.addObject()
                        .put("fact", one.getKey().kind().name())
                        .put("about", one.getKey().about())
                        .put("time", one.getValue().toString()));
        json.put("rounds", standing.rounds());
        ArrayNode barred = json.putArray("barred");
        new TreeSet<>(standing.barred()).forEach(start -> barred.add(start.toString()));
        ArrayNode relaxations = json.putArray("relaxations");
        standing.relaxations().forEach(one -> relaxations.add(write(one)));
        json.set("ask", standing.ask() == null ? json.nullNode() : write(standing.ask()));
        json.set("lost", standing.lost() == null ? json.nullNode() : standing.lost());
        return json.put("unheld", standing.unheld())
                .put("chosen", text(standing.chosen()))
                .put("reminded", standing.reminded())
                .put("pressed", standing.pressed())
                .put(
                        "ending",
                        standing.ending() == null ? null : standing.ending().name());
    }

    private static ObjectNode write(Relaxation relaxation) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("exceptionId", relaxation.exceptionId())
                .put("start", relaxation.start().toString());
        ArrayNode rules = json.putArray("rules");
        relaxation.rules().stream()
                .sorted()
                .forEach(of -> rules.addObject().put("rule", of.rule().word()).put("person", of.person()));
        ArrayNode substitutes = json.putArray("substitutes");
        relaxation.substitutes().forEach(one -> substitutes.add(write(one)));
        return json;
    }

    private static ObjectNode write(Substitute substitute) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("role", substitute.role())
                .put("person", substitute.person());
    }

    private static ObjectNode write(Ask ask) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("by", ask.by())
                .put("onBehalfOf", ask.onBehalfOf())
                .put("reason", ask.reason())
                .put("start", text(ask.start()));
        json.set("substitute", ask.substitute() == null ? json.nullNode() : write(ask.substitute()));
        return json;
    }

    static Standing read(JsonNode json) {
        Map<String, Optional<String>> seats = new LinkedHashMap<>();
        json.path("seats")
                .forEach(seat -> seats.put(
                        seat.path("role").asText(),
                        Optional.ofNullable(seat.path("person").textValue())));
        Set<Instant> barred = new HashSet<>();
        json.path("barred").forEach(start -> barred.add(Instant.parse(start.asText())));
        List<Relaxation> relaxations = new ArrayList<>();
        json.path("relaxations").forEach(one -> relaxations.add(relaxation(one)));
        JsonNode ending = json.path("ending");
        return new Standing(
                seats,
                list(json, "people"),
                list(json, "blackouts"),
                asOf(json.path("asOf")),
                json.path("rounds").asInt(),
                barred,
                relaxations,
                json.path("ask").isObject() ? ask(json.path("ask")) : null,
                json.path("lost").isObject() ? json.path("lost") : null,
                json.path("unheld").asBoolean(),
                instant(json, "chosen"),
                json.path("reminded").asBoolean(),
                json.path("pressed").asBoolean(),
                ending.isTextual() ? Ending.valueOf(ending.asText()) : null);
    }

    private static Map<Fact, Instant> asOf(JsonNode json) {
        Map<Fact, Instant> asOf = new LinkedHashMap<>();
        json.forEach(one -> asOf.put(
                new Fact(
                        Fact.Kind.valueOf(one.path("fact").asText()),
                        one.path("about").asText()),
                Instant.parse(one.path("time").asText())));
        return asOf;
    }

    private static Relaxation relaxation(JsonNode json) {
        Set<RuleOf> rules = new HashSet<>();
        json.path("rules")
                .forEach(of -> rules.add(new RuleOf(
                        rule(of.path("rule").asText()), of.path("person").textValue())));
        Set<Substitute> substitutes = new HashSet<>();
        json.path("substitutes").forEach(one -> substitutes.add(substitute(one)));
        return new Relaxation(
                json.path("exceptionId").asText(),
                Instant.parse(json.path("start").asText()),
                rules,
                substitutes);
    }

    private static Rule rule(String word) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule is called " + word));
    }

    private static Substitute substitute(JsonNode json) {
        return new Substitute(json.path("role").asText(), json.path("person").asText());
    }

    private static Ask ask(JsonNode json) {
        return new Ask(
                json.path("by").asText(),
                json.path("onBehalfOf").asText(),
                json.path("reason").asText(),
                instant(json, "start"),
                json.path("substitute").isObject() ? substitute(json.path("substitute")) : null);
    }

    private static List<JsonNode> list(JsonNode json, String name) {
        List<JsonNode> list = new ArrayList<>();
        json.path(name).forEach(list::add);
        return list;
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        return json.path(name).isTextual() ? Instant.parse(json.path(name).asText()) : null;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
