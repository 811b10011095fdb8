package dev.gatehouse.readout.calendar.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * What the clocks of a place show. A time that the clocks skip counts with the offset before, one that they show twice is
 * the first (RFC 5545, 3.3.5).
 */
final class WallClock {
    static final WallClock UTC = of(ZoneOffset.UTC);
    /** Of somebody who lives we do not know where: for the time being it shows UTC. */
    static final WallClock OWNERS = of(ZoneOffset.UTC);

    private final ZoneRules rules;

    WallClock(ZoneRules rules) {
        this.rules = rules;
    }

    static WallClock of(ZoneId zone) {
        return new WallClock(zone.getRules());
    }

    Instant at(LocalDateTime local) {
        return local.toInstant(rules.getOffset(local));
    }

    /** One moment, two for a time that the clocks show twice. */
    List<Instant> allAt(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.size() < 2
                ? List.of(at(local))
                : offsets.stream().map(local::toInstant).toList();
    }

    LocalDateTime show(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
