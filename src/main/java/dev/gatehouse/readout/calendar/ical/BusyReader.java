package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.readout.calendar.ical.Component.Property;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a calendar's owner is busy: events that are neither TRANSPARENT nor CANCELLED, tentative ones too, with their
 * repetitions, exceptions and moved occurrences; and published free-busy (VFREEBUSY). To-dos and journals take no time.
 */
public final class BusyReader {
    /** Occurrences looked at for one calendar. */
    public static final int MOST_OCCURRENCES = 100_000;

    private static final int MOST_FAULTS = 20;
    private static final Duration ZONES_APART = Duration.ofDays(1);

    private BusyReader() {}

    /**
     * When the calendar's owner is busy within a window.
     *
     * @param owners by whose clock all-day and floating events go
     * @param window what is of interest; nothing outside is looked at
     * @return merged, in order, cut to the window
     * @throws UnreadableCalendarException with everything that cannot be understood
     */
    public static List<TimeSpan> read(String text, ZoneId owners, TimeSpan window) throws UnreadableCalendarException {
        return readApart(text, window).by(owners, window);
    }

    /**
     * The same while nobody knows yet where the owner lives.
     *
     * @param window what is of interest, wherever that may be
     */
    public static Busy readApart(String text, TimeSpan window) throws UnreadableCalendarException {
        return busy(ComponentReader.read(text), window, component -> true);
    }

    /** Which components of a calendar are meant. */
    @FunctionalInterface
    interface Selection {
        boolean includes(Component component);
    }

    static Busy busy(Component calendar, TimeSpan window, Selection selection) throws UnreadableCalendarException {
        Moments moments = new Moments(new Zones(calendar));
        Work work = new Work(MOST_OCCURRENCES);
        TimeSpan anywhere =
                new TimeSpan(window.from().minus(ZONES_APART), window.to().plus(ZONES_APART));
        Times times = new Times(new ArrayList<>(), new ArrayList<>());
        List<Fault> faults = new ArrayList<>();
        for (List<Component> series : series(calendar, selection)) {
            collect(faults, () -> take(series, moments, anywhere, work, times));
        }
        for (Component freeBusy : calendar.parts("VFREEBUSY")) {
            collect(faults, () -> take(freeBusy, moments, window, work, times));
        }
        if (!faults.isEmpty()) {
            throw new UnreadableCalendarException(faults);
        }
        return new Busy(Spans.merged(times.fixed(), window), Spans.merged(times.floating(), anywhere));
    }

    /** What was found so far. */
    private record Times(List<TimeSpan> fixed, List<TimeSpan> floating) {
        void add(Event event, List<TimeSpan> found) {
            (event.isFloating() ? floating : fixed).addAll(found);
        }
    }

    private interface Reading {
        void read() throws UnreadableCalendarException;
    }

    private static void collect(List<Fault> faults, Reading reading) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        try {
            reading.read();
        } catch (UnreadableCalendarException e) {
            faults.addAll(e.faults());
        }
    }

    /** Components with one UID are one event and its exceptions; without, each is an event of its own. */
    private static Iterable<List<Component>> series(Component calendar, Selection selection) {
        Map<Object, List<Component>> series = new LinkedHashMap<>();
        for (Component component : calendar.parts("VEVENT")) {
            if (selection.includes(component)) {
                Object uid = component.all("UID").stream()
                        .findFirst()
                        .<Object>map(Property::value)
                        .orElse(component);
                series.computeIfAbsent(uid, key -> new ArrayList<>()).add(component);
            }
        }
        return series.values();
    }

    private static void take(List<Component> series, Moments moments, TimeSpan window, Work work, Times times)
            throws UnreadableCalendarException {
        List<Event> masters = new ArrayList<>();
        Set<Object> replaced = new HashSet<>();
        for (Component component : series) {
            Event event = Event.of(component, moments);
            if (!event.isOverride()) {
                if (Event.takesTime(component)) {
                    masters.add(event);
                }
                continue;
            }
            replaced.add(event.replaces());
            if (Event.takesTime(component)) {
                times.add(event, event.times(window, Set.of(), work));
            }
        }
        for (Event master : masters) {
            times.add(master, master.times(window, replaced, work));
        }
    }

    private static void take(Component freeBusy, Moments moments, TimeSpan window, Work work, Times times)
            throws UnreadableCalendarException {
        for (Property property : freeBusy.all("FREEBUSY")) {
            if (isFree(property.parameter("FBTYPE"))) {
                continue;
            }
            for (Moments.Extent extent : moments.extents(freeBusy, property)) {
                work.step();
                if (!extent.end().isAfter(extent.start().instant())) {
                    throw Moments.fault(freeBusy, property, "has a busy time that does not end after it starts");
                }
                TimeSpan time = new TimeSpan(extent.start().instant(), extent.end());
                if (time.overlaps(window)) {
                    times.fixed().add(time);
                }
            }
        }
    }

    private static boolean isFree(@Nullable String type) {
        return type != null && type.toUpperCase(Locale.ROOT).equals("FREE");
    }
}
