package dev.gatehouse.readout.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom the readout is for.
 *
 * @param zone where business days are counted; null where neither request nor account record states it, which is a fault
 * @param holidays of the country that the deadline names; not working days of the customer's
 */
public record Customer(@Nullable ZoneId zone, List<Holiday> holidays) {
    public Customer {
        holidays = List.copyOf(holidays);
    }

    public Set<LocalDate> holidayDates() {
        return holidays.stream().map(Holiday::date).collect(Collectors.toUnmodifiableSet());
    }

    /** A day in the version of the country's table that the case cites. */
    public record Holiday(LocalDate date, String name) {}
}
