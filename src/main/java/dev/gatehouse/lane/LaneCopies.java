package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The released copies as they stand and end, with what is entered of them. The caller holds the case's lock. */
@Component
class LaneCopies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String THE_SYSTEM = "gatehouse";

    private final LaneStore store;
    private final Cases cases;
    private final Ledger ledger;
    private final CaseClock clock;
    private final ObjectProvider<LaneListener> listeners;

    /** @param listeners asked for late: the flows stand on what is here */
    LaneCopies(LaneStore store, Cases cases, Ledger ledger, CaseClock clock, ObjectProvider<LaneListener> listeners) {
        this.store = store;
        this.cases = cases;
        this.ledger = ledger;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** How it has ended by now, its window included; empty while it stands. */
    Optional<LaneEnd> endOf(LaneCopy copy, Instant now) {
        return store.endOf(copy).or(() -> expireIfOver(copy, now));
    }

    /** Ends a copy that still stands; false when it had ended before, or never was released. */
    boolean endIfOpen(String packetId, Function<Instant, LaneEnd> end) {
        LaneCopy copy = store.find(packetId).orElse(null);
        if (copy == null) {
            return false;
        }
        Instant now = now(copy);
        if (endOf(copy, now).isPresent()) {
            return false;
        }
        end(copy, end.apply(now));
        return true;
    }

    /** Writes down that the window is over, if it is. */
    Optional<LaneEnd> expireIfOver(LaneCopy copy, Instant now) {
        if (!copy.validity().over(now)) {
            return Optional.empty();
        }
        LaneEnd end = new LaneEnd(
                LaneState.EXPIRED,
                now,
                THE_SYSTEM,
                "Its window was over at " + TimeWords.moment(copy.validity().to()) + ".",
                null);
        end(copy, end);
        return Optional.of(end);
    }

    void end(LaneCopy copy, LaneEnd end) {
        store.end(copy, end);
        LedgerKind kind =
                switch (end.state()) {
                    case WITHDRAWN -> LedgerKind.LANE_WITHDRAWN;
                    case SUPERSEDED -> LedgerKind.LANE_SUPERSEDED;
                    case EXPIRED -> LedgerKind.LANE_EXPIRED;
                    case RELEASED -> throw new IllegalArgumentException("RELEASED is no end");
                };
        ObjectNode payload = payload(copy, end.at()).put("because", end.reason());
        if (end.supersededBy() != null) {
            payload.put("supersededBy", end.supersededBy());
        }
        append(copy, end.actor(), kind, payload);
        listeners.forEach(listener -> listener.ended(copy, end));
    }

    /** By the clock of its case. */
    Instant now(LaneCopy copy) {
        return clock.now(cases.get(copy.packetId()));
    }

    void append(LaneCopy copy, String actor, LedgerKind kind, ObjectNode payload) {
        ledger.append(copy.packetId(), actor, kind, copy.lane(), payload, Map.of());
    }

    static ObjectNode payload(LaneCopy copy, Instant at) {
        return NODES.objectNode()
                .put("lane", copy.lane())
                .put("revision", copy.revision())
                .put("sha256", copy.sha256())
                .put("at", at.toString());
    }
}
