package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.ical.Component.Property;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which clock a time goes by. A TZID that is an IANA zone means that zone with its current rules, whatever the calendar's
 * own VTIMEZONE says; only other TZIDs are looked up there. A time without zone goes by its owner's clock,
 * which is not known here.
 */
final class Zones {
    private static final Set<String> IANA = ZoneId.getAvailableZoneIds();
    /** A VTIMEZONE repeats by the year; farther than this no window lies. */
    private static final LocalDateTime END = LocalDateTime.of(2200, 1, 1, 0, 0);

    private static final int MOST_ONSETS = 5_000;
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2})(\\d{2})(\\d{2})?");

    private final Map<String, Component> definitions = new HashMap<>();
    private final Map<String, WallClock> known = new HashMap<>();
    private final Moments floating;

    Zones(Component calendar) {
        for (Component zone : calendar.parts("VTIMEZONE")) {
            zone.all("TZID")
                    .forEach(tzid -> definitions.putIfAbsent(tzid.value().trim(), zone));
        }
        this.floating = new Moments(this);
    }

    WallClock of(Component in, Property property) throws UnreadableCalendarException {
        String tzid = property.parameter("TZID");
        if (tzid == null) {
            return WallClock.OWNERS;
        }
        WallClock clock = known.get(tzid);
        if (clock == null) {
            clock = find(in, property, tzid.trim());
            known.put(tzid, clock);
        }
        return clock;
    }

    private WallClock find(Component in, Property property, String tzid) throws UnreadableCalendarException {
        Optional<String> iana = iana(tzid);
        if (iana.isPresent()) {
            return WallClock.of(ZoneId.of(iana.get()));
        }
        Component definition = definitions.get(tzid);
        if (definition == null) {
            throw Moments.fault(
                    in,
                    property,
                    "has a TZID that is neither an IANA time zone nor a VTIMEZONE of this calendar; expected one");
        }
        return defined(definition);
    }

    /** Some programs put their own name in front: {@code /example.org/20240101/Europe/Berlin}. */
    private static Optional<String> iana(String tzid) {
        String rest = tzid;
        while (!IANA.contains(rest)) {
            int slash = rest.indexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            rest = rest.substring(slash + 1);
            if (slash > 0 && !tzid.startsWith("/")) {
                return Optional.empty();
            }
        }
        return Optional.of(rest);
    }

    private WallClock defined(Component zone) throws UnreadableCalendarException {
        List<Onset> onsets = new ArrayList<>();
        for (Component observance : zone.parts()) {
            if (observance.name().equals("STANDARD") || observance.name().equals("DAYLIGHT")) {
                onsets.addAll(onsets(observance));
            }
            if (onsets.size() > MOST_ONSETS) {
                throw new UnreadableCalendarException(
                        zone.place(), "changes its clocks more than " + MOST_ONSETS + " times");
            }
        }
        if (onsets.isEmpty()) {
            throw new UnreadableCalendarException(
                    zone.place(), "says nothing of its clocks; expected STANDARD or DAYLIGHT");
        }
        onsets.sort(Comparator.comparing(onset -> onset.local().toInstant(onset.from())));
        return new WallClock(rules(onsets));
    }

    private static ZoneRules rules(List<Onset> onsets) {
        ZoneOffset first = onsets.get(0).from();
        ZoneOffset before = first;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (Onset onset : onsets) {
            if (!onset.to().equals(before)) {
                LocalDateTime local = LocalDateTime.ofInstant(onset.local().toInstant(onset.from()), before);
                transitions.add(ZoneOffsetTransition.of(local, before, onset.to()));
                before = onset.to();
            }
        }
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    /** The clocks change at this local time, as shown before. */
    private record Onset(LocalDateTime local, ZoneOffset from, ZoneOffset to) {}

    private List<Onset> onsets(Component observance) throws UnreadableCalendarException {
        ZoneOffset from = offset(observance, "TZOFFSETFROM");
        ZoneOffset to = offset(observance, "TZOFFSETTO");
        Property start = observance
                .one("DTSTART")
                .orElseThrow(() -> new UnreadableCalendarException(observance.place(), "has no DTSTART"));
        LocalDateTime first = floating.one(observance, start).local();
        List<Onset> onsets = new ArrayList<>(List.of(new Onset(first, from, to)));
        for (Property dates : observance.all("RDATE")) {
            floating.several(observance, dates).forEach(date -> onsets.add(new Onset(date.local(), from, to)));
        }
        for (Property rule : observance.all("RRULE")) {
            Repetition repetition = Repetition.ofClocks(observance, rule, new WallClock(ZoneRules.of(from)));
            repetition.starts(first, first, END, new Work(MOST_ONSETS)).stream()
                    .filter(local -> !local.equals(first))
                    .forEach(local -> onsets.add(new Onset(local, from, to)));
        }
        return onsets;
    }

    private static ZoneOffset offset(Component observance, String name) throws UnreadableCalendarException {
        Property property = observance
                .one(name)
                .orElseThrow(() -> new UnreadableCalendarException(observance.place(), "has no " + name));
        Matcher matcher = OFFSET.matcher(property.value().trim());
        if (!matcher.matches()) {
            throw Moments.fault(observance, property, "is no offset; expected a form such as -0600");
        }
        int sign = matcher.group(1).equals("-") ? -1 : 1;
        int seconds = part(matcher, 2) * 3600 + part(matcher, 3) * 60 + part(matcher, 4);
        if (seconds > 18 * 3600) {
            throw Moments.fault(observance, property, "is farther from UTC than any place; expected 18 hours at most");
        }
        return ZoneOffset.ofTotalSeconds(sign * seconds);
    }

    private static int part(Matcher matcher, int group) {
        @Nullable String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
