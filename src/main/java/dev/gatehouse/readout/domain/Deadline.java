package dev.gatehouse.readout.domain;

import dev.gatehouse.readout.domain.Customer.Holiday;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * By when a readout must have ended, counted in business days. Source: spec 3, "Slots".
 *
 * @param lastDay the last business day
 * @param skipped the holidays on the way that would have been business days
 */
public record Deadline(Instant at, LocalDate lastDay, List<Holiday> skipped) {

    /**
     * Counting starts the day after the approval in the customer's zone. A business day is one that the customer's
     * incident manager works on and that is no holiday; the deadline is the end of the manager's hours on the last one, at
     * that day's offset.
     *
     * @param zone the customer's
     * @param holidays of the customer's country
     * @throws IllegalArgumentException when there is not at least one business day to count
     */
    public static Deadline after(
            Instant rcaApprovedAt, int businessDays, ZoneId zone, List<Holiday> holidays, Person incidentManager) {
        if (businessDays < 1) {
            throw new IllegalArgumentException("a deadline is at least one business day away, not " + businessDays);
        }
        Map<LocalDate, Holiday> byDate =
                holidays.stream().collect(Collectors.toMap(Holiday::date, holiday -> holiday, (one, same) -> one));
        WeeklyHours hours = incidentManager.workingHours();
        var skipped = new ArrayList<Holiday>();
        LocalDate day = rcaApprovedAt.atZone(zone).toLocalDate();
        for (int counted = 0; counted < businessDays; ) {
            day = day.plusDays(1);
            Holiday holiday = byDate.get(day);
            if (!hours.days().contains(day.getDayOfWeek())) {
                continue;
            }
            if (holiday == null) {
                counted++;
            } else {
                skipped.add(holiday);
            }
        }
        return new Deadline(hours.endOn(day, incidentManager.zone()), day, List.copyOf(skipped));
    }
}
