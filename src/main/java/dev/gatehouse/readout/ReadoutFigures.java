package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.evaluation.Durations;
import dev.gatehouse.evaluation.FlowFigures;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What flow 3 is measured by. Source: the last section of its source document; spec 3, "Figures".
 *
 * <ul>
 *   <li>To a viable slot: from the approval to the first ranking with a slot, by the case's clock.
 *   <li>Without extra rounds: of the readouts that are scheduled, those that took one human decision, the confirmation.
 *   <li>By cause: escalations in which that rule alone was in the way of some start. One escalation may have several causes,
 *       or none of these. A case that ends because there is nothing to ask for has escalated, too.
 *   <li>Coordination log complete: every hold of every case that has ended was released.
 * </ul>
 */
@Component
class ReadoutFigures implements FlowFigures {

    /** The causes that the source document asks for. */
    private static final Set<String> CAUSES = Set.of("interpreter", "blackout", "coverage-hours", "handoff");

    @Override
    public String flow() {
        return ReadoutProcess.KEY;
    }

    @Override
    public ObjectNode of(Map<String, List<LedgerEntry>> ledgers) {
        Count count = new Count();
        ledgers.values().forEach(count::add);
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        count.toViableSlot.into(figures.putObject("approvalToViableSlot"), "readouts");
        figures.put("scheduled", count.scheduled);
        figures.put(
                "confirmedWithoutExtraRounds",
                count.scheduled == 0 ? null : (double) count.withoutExtraRounds / count.scheduled);
        figures.put("escalations", count.escalations);
        ObjectNode causes = figures.putObject("escalationsByCause");
        CAUSES.stream().sorted().forEach(cause -> causes.put(cause, count.causes.getOrDefault(cause, 0)));
        figures.put("coordinationLogComplete", count.complete == count.ended);
        figures.put("ended", count.ended);
        return figures;
    }

    /** Goes through ledgers entry by entry. */
    private static final class Count {
        private final Durations toViableSlot = new Durations();
        private final Map<String, Integer> causes = new TreeMap<>();
        private int scheduled;
        private int withoutExtraRounds;
        private int escalations;
        private int ended;
        private int complete;

        void add(List<LedgerEntry> ledger) {
            Instant approved = null;
            boolean viable = false;
            boolean asked = false;
            int humanRounds = 0;
            JsonNode ranked = null;
            Map<String, Boolean> holds = new HashMap<>();
            for (LedgerEntry entry : ledger) {
                JsonNode payload = entry.payload();
                switch (entry.kind()) {
                    case CASE_STARTED -> approved = instant(payload, "rcaApprovedAt");
                    case SLOTS_RANKED -> {
                        ranked = payload;
                        if (!viable && approved != null && payload.path("slots").asInt() > 0) {
                            viable = true;
                            toViableSlot.add(Duration.between(approved, instant(payload, "now")));
                        }
                        if (!asked && payload.path("exceptions").asInt(-1) == 0) {
                            escalate(ranked);
                        }
                        asked = asked && payload.has("exceptions");
                    }
                    case DECISION -> humanRounds++;
                    case EXCEPTION_REQUESTED -> {
                        escalate(ranked);
                        asked = true;
                    }
                    case EXCEPTION_DECIDED -> asked = false;
                    case SLOT_HELD -> holds.put(payload.path("holdId").asText(), false);
                    case SLOT_RELEASED -> holds.put(payload.path("holdId").asText(), true);
                    case SLOT_BOOKED -> {
                        scheduled++;
                        withoutExtraRounds += humanRounds == 1 ? 1 : 0;
                    }
                    default -> {}
                }
            }
            if (isEnded(ledger)) {
                ended++;
                complete += holds.containsValue(false) ? 0 : 1;
            }
        }

        private static Instant instant(JsonNode payload, String name) {
            return OffsetDateTime.parse(payload.path(name).asText()).toInstant();
        }

        private static boolean isEnded(List<LedgerEntry> ledger) {
            return ledger.stream().anyMatch(entry -> entry.kind() == LedgerKind.CASE_SEALED);
        }

        private void escalate(@Nullable JsonNode ranked) {
            escalations++;
            if (ranked != null) {
                ranked.path("alone").fieldNames().forEachRemaining(rule -> {
                    if (CAUSES.contains(rule)) {
                        causes.merge(rule, 1, Integer::sum);
                    }
                });
            }
        }
    }
}
