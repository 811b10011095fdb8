package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.Disposition;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Fact;
import dev.gatehouse.commandwindow.domain.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events as packets and reviews list them. Why evidence was withdrawn is free text about it and stays out. */
public final class FactJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FactJson() {}

    /** What became of events, one object each, in the order given. */
    public static ArrayNode causes(List<Disposition> dispositions) {
        ArrayNode causes = NODES.arrayNode();
        dispositions.forEach(one -> causes.add(cause(one)));
        return causes;
    }

    private static ObjectNode cause(Disposition it) {
        EventReference overtakenBy = it.overtakenBy();
        ObjectNode cause = NODES.objectNode();
        cause.put("eventId", it.event().reference().eventId());
        cause.put("source", it.event().reference().source());
        cause.put("type", it.event().type().eventType());
        cause.put("time", it.event().time().toString());
        cause.put("disposition", CommandPacketJson.word(it.kind()));
        cause.put("reason", it.reason());
        cause.set("overtakenBy", overtakenBy == null ? NODES.nullNode() : reference(overtakenBy));
        cause.put("about", it.event().fact().about().orElse(null));
        cause.set("data", data(it.event().fact()));
        return cause;
    }

    static ObjectNode reference(EventReference reference) {
        return NODES.objectNode().put("source", reference.source()).put("eventId", reference.eventId());
    }

    static ArrayNode references(Collection<EventReference> references) {
        ArrayNode list = NODES.arrayNode();
        references.stream().distinct().sorted().forEach(one -> list.add(reference(one)));
        return list;
    }

    static ObjectNode interval(Interval interval) {
        return NODES.objectNode()
                .put("from", interval.from().toString())
                .put("to", interval.to().toString());
    }

    static ArrayNode intervals(Collection<Interval> intervals) {
        ArrayNode list = NODES.arrayNode();
        intervals.forEach(one -> list.add(interval(one)));
        return list;
    }

    private static ObjectNode data(Fact fact) {
        ObjectNode data = NODES.objectNode();
        if (fact instanceof Fact.EvidenceRescheduled it) {
            return data.put("evidenceId", it.evidenceId())
                    .put("readyAt", it.readyAt().toString());
        } else if (fact instanceof Fact.EvidenceConfirmed it) {
            return data.put("evidenceId", it.evidenceId()).put("at", it.at().toString());
        } else if (fact instanceof Fact.EvidenceWithdrawn it) {
            return data.put("evidenceId", it.evidenceId());
        } else if (fact instanceof Fact.CheckpointStarted it) {
            return data.put("checkpointId", it.checkpointId()).put("at", it.at().toString());
        } else if (fact instanceof Fact.CheckpointCompleted it) {
            return data.put("checkpointId", it.checkpointId()).put("at", it.at().toString());
        } else if (fact instanceof Fact.DelegateRotated it) {
            return rotation(data, it);
        } else if (fact instanceof Fact.OwnerUnavailable it) {
            return data.put("person", it.person()).setAll(interval(it.interval()));
        } else if (fact instanceof Fact.WindowChanged it) {
            return data.put("checkpointId", it.checkpointId()).set("windows", intervals(it.windows()));
        } else if (fact instanceof Fact.FreezeDeclared it) {
            data.put("freezeId", it.freezeId()).put("reason", it.reason());
            return data.setAll(interval(it.interval()));
        } else if (fact instanceof Fact.FreezeLifted it) {
            return data.put("freezeId", it.freezeId());
        } else if (fact instanceof Fact.WindowExtended it) {
            return data.put("closesAt", it.closesAt().toString());
        }
        return data;
    }

    private static ObjectNode rotation(ObjectNode data, Fact.DelegateRotated it) {
        data.put("role", it.role())
                .put("from", it.from())
                .put("to", it.to())
                .put("effectiveAt", it.effectiveAt().toString());
        return it.until() == null ? data : data.put("until", text(it.until()));
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
