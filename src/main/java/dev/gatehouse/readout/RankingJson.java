package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.ranking.Ranking;
import dev.gatehouse.readout.exchange.BlockerSentences;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ranking with its holds as the review shows it. Source: spec 3, "Shapes". */
final class RankingJson {

    private RankingJson() {}

    /** Every feasible start, best first, with the hold that it has. */
    static ArrayNode slots(Ranking ranking, Collection<ReadoutHold> holds) {
        Map<Instant, ReadoutHold> held = holds.stream()
                .filter(ReadoutHold::isHeld)
                .collect(Collectors.toMap(ReadoutHold::start, Function.identity()));
        ArrayNode slots = array();
        ranking.slots().forEach(slot -> slots.add(slot(ranking, slot, held.get(slot.start()))));
        return slots;
    }

    private static ObjectNode slot(Ranking ranking, Slot slot, @Nullable ReadoutHold hold) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("slotId", slot.slotId())
                .put("start", slot.start().toString())
                .put("end", slot.end().toString())
                .put("score", slot.score());
        ArrayNode terms = json.putArray("terms");
        ranking.terms(slot).forEach(term -> terms.addObject()
                .put("term", term.term().word())
                .put("value", term.value())
                .put("weight", term.weight())
                .put("points", term.points()));
        ArrayNode local = json.putArray("local");
        ranking.local(slot).forEach(one -> local.addObject()
                .put("person", one.person())
                .put("role", one.role())
                .put("zone", one.zone().getId())
                .put("start", text(one.start()))
                .put("end", text(one.end()))
                .put("withinHours", one.withinHours()));
        json.put("interpreter", slot.interpreter());
        json.set("hold", hold == null ? json.nullNode() : hold(hold));
        Relaxation exception = slot.exception();
        if (exception != null) {
            json.put("exceptionId", exception.exceptionId());
            json.set("rules", blockers(ranking.givenUp(slot)));
        }
        return json;
    }

    static ObjectNode hold(ReadoutHold hold) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", hold.state().word())
                .put("until", hold.until().toString());
    }

    static ObjectNode substitute(Substitute one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rule", "substitute")
                .put("role", one.role())
                .put("person", one.person());
    }

    /** Every start that is no slot, as maximal intervals with all that is in the way. */
    static ArrayNode infeasible(Ranking ranking) {
        ArrayNode intervals = array();
        ranking.infeasible().forEach(one -> intervals
                .addObject()
                .put("from", one.from().toString())
                .put("to", one.to().toString())
                .set("blockers", blockers(one.blockers())));
        return intervals;
    }

    /** Rules that are in the way, or that would have to give; a substitute's says the role too. */
    static ArrayNode blockers(List<Blocker> blockers) {
        ArrayNode all = array();
        blockers.forEach(blocker -> {
            ObjectNode one = all.addObject().put("rule", blocker.rule().word());
            Optional.ofNullable(blocker.person()).ifPresent(person -> one.put("person", person));
            if (blocker.detail() instanceof Detail.Substitution substitution) {
                one.put("role", substitution.role());
            }
            one.put("detail", BlockerSentences.of(blocker));
        });
        return all;
    }

    static ArrayNode clockChanges(Ranking ranking) {
        ArrayNode changes = array();
        ranking.clockChanges().forEach(change -> changes.addObject()
                .put("zone", change.zone().getId())
                .put("at", change.at().toString())
                .put("offsetBefore", change.offsetBefore().getId())
                .put("offsetAfter", change.offsetAfter().getId()));
        return changes;
    }

    static ArrayNode exceptions(List<ExceptionOption> options) {
        ArrayNode all = array();
        options.forEach(option -> {
            ObjectNode one = all.addObject()
                    .put("exceptionId", option.exceptionId())
                    .put("start", option.start().toString())
                    .put("end", option.end().toString());
            one.set("rules", blockers(option.rules()));
            one.put("weight", option.weight()).put("interpreter", option.interpreter());
        });
        return all;
    }

    private static String text(OffsetDateTime local) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local);
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? JsonNodeFactory.instance.nullNode() : node;
    }
}
