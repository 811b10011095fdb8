package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.ical.Component.Property;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A VEVENT, of which every occurrence is found that a window needs. */
final class Event {
    /** How far apart the same wall time can be in two zones, and then some. */
    private static final Duration ZONES_APART = Duration.ofDays(2);

    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Component component;
    private final Moments moments;
    private final Moment start;
    private final Length length;

    private Event(Component component, Moments moments, Moment start, Length length) {
        this.component = component;
        this.moments = moments;
        this.start = start;
        this.length = length;
    }

    /** From a start, the end: days by the calendar first, then exact time. */
    private record Length(int days, Duration time) {
        Instant end(Moment from) {
            return from.clock().at(from.local().plusDays(days)).plus(time);
        }

        Duration atMost() {
            return Duration.ofDays(days + 1L).plus(time);
        }
    }

    /** Whether it takes its owner's time: neither TRANSPARENT nor CANCELLED. */
    static boolean takesTime(Component component) {
        return !component.says("TRANSP", "TRANSPARENT") && !component.says("STATUS", "CANCELLED");
    }

    static Event of(Component component, Moments moments) throws UnreadableCalendarException {
        Property property = component
                .one("DTSTART")
                .orElseThrow(() -> new UnreadableCalendarException(component.place(), "has no DTSTART; expected one"));
        Moment start = moments.one(component, property);
        Length length = length(component, moments, start);
        if (length.atMost().compareTo(LONGEST) > 0) {
            throw new UnreadableCalendarException(component.place(), "lasts for more than ten years");
        }
        return new Event(component, moments, start, length);
    }

    private static Length length(Component component, Moments moments, Moment start)
            throws UnreadableCalendarException {
        Optional<Property> end = component.one("DTEND");
        Optional<Property> duration = component.one("DURATION");
        if (end.isPresent()) {
            return until(component, end.get(), moments.one(component, end.get()), start);
        }
        if (duration.isPresent()) {
            Moments.Length stated = moments.length(component, duration.get());
            if (stated.negative()) {
                throw Moments.fault(component, duration.get(), "is negative; an event ends after it starts");
            }
            return new Length(stated.days(), stated.time());
        }
        return new Length(start.day() ? 1 : 0, Duration.ZERO);
    }

    private static Length until(Component component, Property property, Moment end, Moment start)
            throws UnreadableCalendarException {
        if (end.day() != start.day()) {
            throw Moments.fault(
                    component, property, "is not of the kind of DTSTART; expected a day or a time for both");
        }
        if (end.instant().isBefore(start.instant())) {
            throw Moments.fault(component, property, "is before DTSTART; an event ends after it starts");
        }
        if (start.day()) {
            // many write a single day as ending on itself
            long days = end.local().toLocalDate().toEpochDay()
                    - start.local().toLocalDate().toEpochDay();
            return new Length(Math.toIntExact(Math.max(1, days)), Duration.ZERO);
        }
        return new Length(0, Duration.between(start.instant(), end.instant()));
    }

    /** Whether it goes by its owner's clock. */
    @SuppressWarnings("ReferenceEquality") // the one clock that stands for a place not known
    boolean isFloating() {
        return start.clock() == WallClock.OWNERS;
    }

    boolean isOverride() {
        return !component.all("RECURRENCE-ID").isEmpty();
    }

    /** Which occurrence this one stands for: its day where it is given as a day, its moment otherwise. */
    Object replaces() throws UnreadableCalendarException {
        Property id = component.one("RECURRENCE-ID").orElseThrow();
        String range = id.parameter("RANGE");
        if (range != null && !range.toUpperCase(Locale.ROOT).equals("THISONLY")) {
            throw Moments.fault(
                    component, id, "moves all later occurrences (RANGE); expected a series of its own for those");
        }
        Moment replaced = moments.one(component, id);
        return replaced.day() ? replaced.local().toLocalDate() : replaced.instant();
    }

    /**
     * When it takes place in a window.
     *
     * @param replaced occurrences that other components stand for, as {@link #replaces} names them
     */
    List<TimeSpan> times(TimeSpan window, Set<Object> replaced, Work work) throws UnreadableCalendarException {
        Set<Object> left = new HashSet<>(replaced);
        for (Property dates : component.all("EXDATE")) {
            for (Moment excluded : moments.several(component, dates)) {
                left.add(excluded.day() ? excluded.local().toLocalDate() : excluded.instant());
            }
        }
        List<TimeSpan> times = new ArrayList<>();
        for (Occurrence occurrence : occurrences(window, work)) {
            boolean gone = left.contains(occurrence.from()) || left.contains(occurrence.day());
            TimeSpan time = gone ? null : occurrence.time();
            if (time != null && time.overlaps(window)) {
                times.add(time);
            }
        }
        return times;
    }

    /**
     * One time that it takes place.
     *
     * @param day on the event's own clock
     */
    private record Occurrence(LocalDate day, Instant from, Instant to) {
        @Nullable
        TimeSpan time() {
            return to.isAfter(from) ? new TimeSpan(from, to) : null;
        }
    }

    private Set<Occurrence> occurrences(TimeSpan window, Work work) throws UnreadableCalendarException {
        Set<Occurrence> occurrences = new LinkedHashSet<>();
        work.step();
        occurrences.add(occurrence(start));
        if (isOverride()) {
            return occurrences;
        }
        LocalDateTime from =
                WallClock.UTC.show(window.from().minus(length.atMost()).minus(ZONES_APART));
        LocalDateTime to = WallClock.UTC.show(window.to().plus(ZONES_APART));
        for (Property rule : component.all("RRULE")) {
            Repetition repetition = Repetition.of(component, rule, start);
            for (LocalDateTime local : repetition.starts(start.local(), from, to, work)) {
                occurrences.addAll(repeated(repetition, local));
            }
        }
        for (Property dates : component.all("RDATE")) {
            occurrences.addAll(stated(dates, work));
        }
        return occurrences;
    }

    private List<Occurrence> repeated(Repetition repetition, LocalDateTime local) {
        if (!repetition.hourly()) {
            return List.of(occurrence(start.at(local)));
        }
        return start.clock().allAt(local).stream()
                .map(instant -> new Occurrence(local.toLocalDate(), instant, instant.plus(length.time())))
                .toList();
    }

    private List<Occurrence> stated(Property dates, Work work) throws UnreadableCalendarException {
        List<Occurrence> occurrences = new ArrayList<>();
        if ("PERIOD".equalsIgnoreCase(dates.parameter("VALUE"))) {
            for (Moments.Extent extent : moments.extents(component, dates)) {
                work.step();
                occurrences.add(new Occurrence(
                        extent.start().local().toLocalDate(), extent.start().instant(), extent.end()));
            }
            return occurrences;
        }
        for (Moment date : moments.several(component, dates)) {
            work.step();
            occurrences.add(occurrence(date));
        }
        return occurrences;
    }

    private Occurrence occurrence(Moment from) {
        return new Occurrence(from.local().toLocalDate(), from.instant(), length.end(from));
    }
}
