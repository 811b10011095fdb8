package dev.gatehouse.readout.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Place;
import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads people, hours and times as requests and events write them. What is written wrongly is read as something harmless:
 * the schema and the rules have a sentence about it, and whatever else is wrong is found in the same answer.
 */
public final class ReadoutText {

    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "MON", DayOfWeek.MONDAY,
            "TUE", DayOfWeek.TUESDAY,
            "WED", DayOfWeek.WEDNESDAY,
            "THU", DayOfWeek.THURSDAY,
            "FRI", DayOfWeek.FRIDAY,
            "SAT", DayOfWeek.SATURDAY,
            "SUN", DayOfWeek.SUNDAY);

    private ReadoutText() {}

    /** Empty for what is no zone of the IANA's; offsets and abbreviations are none. */
    public static Optional<ZoneId> zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Days of the week by their first three letters; Monday to Friday when there are none. */
    public static Set<DayOfWeek> days(Stream<String> words) {
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        words.map(DAYS::get).filter(day -> day != null).forEach(days::add);
        return days.isEmpty() ? WeeklyHours.MONDAY_TO_FRIDAY : Set.copyOf(days);
    }

    /** Those of a list of people who are named, each as far as they are described. */
    public static List<Person> people(Place list) {
        return list.each("people").stream()
                .filter(one -> one.text("person").isPresent())
                .map(ReadoutText::person)
                .toList();
    }

    /** Somebody with zone, hours, handoffs and buffers. */
    public static Person person(Place one) {
        return new Person(
                one.text("person").orElse(""),
                one.text("zone").flatMap(ReadoutText::zone).orElse(ZoneOffset.UTC),
                hours(one),
                one.each("protectedHandoffs").stream()
                        .flatMap(handoff -> handoff(handoff).stream())
                        .toList(),
                buffers(one.at("buffers")));
    }

    private static WeeklyHours hours(Place one) {
        Set<DayOfWeek> days = days(texts(one, "workingDays"));
        try {
            return WeeklyHours.parse(days, one.text("workingHours").orElse("00:00-24:00"));
        } catch (IllegalArgumentException written) {
            return WeeklyHours.parse(days, "00:00-24:00");
        }
    }

    private static Optional<WeeklyHours> handoff(Place handoff) {
        try {
            return Optional.of(WeeklyHours.of(
                    days(texts(handoff, "days")),
                    handoff.text("from").orElse(""),
                    handoff.text("to").orElse("")));
        } catch (IllegalArgumentException written) {
            return Optional.empty();
        }
    }

    private static Buffers buffers(Place buffers) {
        return new Buffers(buffer(buffers, "before"), buffer(buffers, "after"));
    }

    private static Duration buffer(Place buffers, String side) {
        Duration buffer = buffers.duration(side).orElse(Duration.ZERO);
        return buffer.isNegative() ? Duration.ZERO : Duration.ofSeconds(buffer.toSeconds());
    }

    /** The blackouts in a list that have a beginning before their end. */
    public static List<Blackout> blackouts(Place holder) {
        return holder.each("blackouts").stream()
                .flatMap(one ->
                        span(one)
                                .map(time ->
                                        new Blackout(time, one.text("reason").orElse("no reason stated")))
                                .stream())
                .toList();
    }

    /** The times in a list that have a beginning before their end. */
    public static List<TimeSpan> times(Place holder, String name) {
        return holder.each(name).stream().flatMap(one -> span(one).stream()).toList();
    }

    /** Empty for what does not end after it starts. */
    public static Optional<TimeSpan> span(Place one) {
        return one.instant("from")
                .flatMap(from -> one.instant("to").filter(from::isBefore).map(to -> new TimeSpan(from, to)));
    }

    private static Stream<String> texts(Place place, String name) {
        return place.each(name).stream().flatMap(one -> one.text().stream());
    }

    /** The texts of a list in a document. */
    public static List<String> texts(JsonNode document, String name) {
        return texts(Place.root(document), name).toList();
    }
}
