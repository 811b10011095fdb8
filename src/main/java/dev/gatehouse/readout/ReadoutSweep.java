package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.HoldSweep;
import dev.gatehouse.readout.calendar.HoldSweep.Swept;
import dev.gatehouse.readout.calendar.PlacedEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes off the live calendars what nobody wants any more, also what a node placed and died before it was recorded, and
 * lets go of the holds of cases that were deleted by force, and
 * brings news that a node left behind. Every node may sweep; doing it twice does nothing.
 */
@Component
class ReadoutSweep {

    private static final Logger log = LoggerFactory.getLogger(ReadoutSweep.class);

    private final CalendarSets calendars;
    private final CalendarNews news;
    private final Readouts readouts;
    private final HoldBook holds;
    private final BusyTimes busyTimes;
    private final Cases cases;
    private final Ledger ledger;
    private final HoldSweep sweep;
    private final TransactionTemplate transaction;

    /** @param grace how long after it was begun a hold that nobody has recorded is left alone */
    ReadoutSweep(
            CalendarSets calendars,
            CalendarNews news,
            Readouts readouts,
            HoldBook holds,
            BusyTimes busyTimes,
            Cases cases,
            Ledger ledger,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${gatehouse.readout.sweep-grace:PT6M}") Duration grace) {
        this.calendars = calendars;
        this.news = news;
        this.readouts = readouts;
        this.holds = holds;
        this.busyTimes = busyTimes;
        this.cases = cases;
        this.ledger = ledger;
        this.sweep = new HoldSweep(clock, grace);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(
            initialDelayString = "${gatehouse.readout.sweep:PT30S}",
            fixedDelayString = "${gatehouse.readout.sweep:PT30S}")
    void sweep() {
        try {
            news.bringLeftBehind();
            readouts.endedHolding()
                    .forEach(caseId -> transaction.executeWithoutResult(status -> isGone(cases.locked(caseId))));
            Swept swept = sweep.sweep(calendars.of(CalendarSet.LIVE), this::isWanted);
            Map<String, PlacedEntry> removed = new LinkedHashMap<>();
            swept.removed().forEach(entry -> removed.put(entry.entryId(), entry));
            removed.values().forEach(entry -> transaction.executeWithoutResult(status -> removed(entry)));
            swept.troubles()
                    .forEach(trouble -> log.warn(
                            "the calendar of {} could not be swept and is tried again: {}",
                            trouble.person(),
                            trouble.reason()));
        } catch (RuntimeException databaseAway) {
            log.warn("the sweep for stale holds failed and is tried again: {}", databaseAway.toString());
        }
    }

    /** A case that was deleted by force could let go of nothing itself; its log is complete only with this. */
    private void isGone(CaseFile caseFile) {
        holds.releaseAll(caseFile, "The case is gone; it ended " + caseFile.outcome() + ".");
        if (caseFile.drill()) {
            busyTimes.forget(CalendarSet.ofDrill(caseFile.caseId()));
        }
    }

    /** Whether a case has recorded that this stands; one that ended was made to let go of its holds before. */
    private boolean isWanted(PlacedEntry entry) {
        return entry.kind() == PlacedEntry.Kind.HOLD
                ? readouts.hold(entry.entryId()).filter(ReadoutHold::isHeld).isPresent()
                : readouts.booking(entry.caseId())
                        .filter(booking -> booking.inviteId().equals(entry.entryId()))
                        .isPresent();
    }

    private void removed(PlacedEntry entry) {
        Optional<CaseFile> caseFile = cases.lock(entry.caseId()).filter(CaseFile::isOpen);
        Optional<ReadoutHold> known = readouts.hold(entry.entryId());
        known.ifPresent(hold -> readouts.isOff(hold.holdId()));
        if (caseFile.isPresent() && known.isEmpty()) {
            ledger.append(
                    entry.caseId(),
                    "gatehouse",
                    LedgerKind.SLOT_RELEASED,
                    "slot-" + entry.time().from(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("holdId", entry.entryId())
                            .put("start", entry.time().from().toString())
                            .put("end", entry.time().to().toString())
                            .put("state", ReadoutHold.State.RELEASED.word())
                            .put("because", "It was placed by a node that stopped before it was recorded."),
                    Map.of());
        }
    }
}
