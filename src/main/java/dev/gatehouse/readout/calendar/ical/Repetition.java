package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.ical.Component.Property;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * An RRULE. It repeats by the clock on the wall: the library is given wall time as if it were UTC, and what a wall time
 * means is for the {@link WallClock} to say.
 */
final class Repetition {
    /** Of one day's hour, minute and second lists together; more is a rule by the minute or second in disguise. */
    private static final int MOST_TIMES_A_DAY = 48;

    private final Component in;
    private final Property property;
    private final RecurrenceRule rule;

    private Repetition(Component in, Property property, RecurrenceRule rule) {
        this.in = in;
        this.property = property;
        this.rule = rule;
    }

    /** @param start of the event; an UNTIL in UTC is read on its clock */
    static Repetition of(Component in, Property property, Moment start) throws UnreadableCalendarException {
        RecurrenceRule rule = parse(in, property);
        if (rule.getFreq() == Freq.SECONDLY || rule.getFreq() == Freq.MINUTELY || timesADay(rule) > MOST_TIMES_A_DAY) {
            throw Moments.fault(
                    in,
                    property,
                    "repeats by the minute or second; expected HOURLY or less often, and at most " + MOST_TIMES_A_DAY
                            + " times a day out of BYHOUR, BYMINUTE and BYSECOND");
        }
        readUntil(rule, start.clock());
        return new Repetition(in, property, rule);
    }

    /** @param clock before the change, by which an UNTIL in UTC is read */
    static Repetition ofClocks(Component in, Property property, WallClock clock) throws UnreadableCalendarException {
        RecurrenceRule rule = parse(in, property);
        if (rule.getFreq() != Freq.YEARLY || timesADay(rule) > 1) {
            throw Moments.fault(in, property, "does not repeat by the year; expected FREQ=YEARLY in a VTIMEZONE");
        }
        readUntil(rule, clock);
        return new Repetition(in, property, rule);
    }

    private static RecurrenceRule parse(Component in, Property property) throws UnreadableCalendarException {
        try {
            RecurrenceRule rule = new RecurrenceRule(property.value().trim(), RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (rule.hasPart(Part.RSCALE)) {
                throw Moments.fault(in, property, "has RSCALE; expected the Gregorian calendar");
            }
            return rule;
        } catch (InvalidRecurrenceRuleException | RuntimeException e) {
            throw Moments.fault(
                    in, property, "is no recurrence rule; expected a form such as FREQ=WEEKLY;BYDAY=MO (RFC 5545)");
        }
    }

    private static long timesADay(RecurrenceRule rule) {
        long times = 1;
        for (Part part : List.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND)) {
            List<Integer> list = rule.getByPart(part);
            times *= list == null ? 1 : list.size();
        }
        return times;
    }

    /** On the wall, and inclusive: of a day it is the whole day. */
    private static void readUntil(RecurrenceRule rule, WallClock clock) {
        DateTime until = rule.getUntil();
        if (until == null) {
            return;
        }
        LocalDateTime local = LocalDateTime.of(
                until.getYear(),
                until.getMonth() + 1,
                until.getDayOfMonth(),
                until.isAllDay() ? 23 : until.getHours(),
                until.isAllDay() ? 59 : until.getMinutes(),
                until.isAllDay() ? 59 : until.getSeconds());
        boolean utc = !until.isAllDay() && !until.isFloating();
        rule.setUntil(onTheWall(utc ? clock.show(WallClock.UTC.at(local)) : local));
    }

    /**
     * The local starts of occurrences in {@code [from, to)}, in order; the rule's own only, not the event's first unless it
     * follows the rule.
     */
    List<LocalDateTime> starts(LocalDateTime first, LocalDateTime from, LocalDateTime to, Work work)
            throws UnreadableCalendarException {
        List<LocalDateTime> starts = new ArrayList<>();
        try {
            RecurrenceRuleIterator iterator = rule.iterator(onTheWall(first));
            // counted occurrences must be walked, and the library would walk them all in one call
            if (rule.getCount() == null && first.isBefore(from)) {
                iterator.fastForward(onTheWall(from));
            }
            while (iterator.hasNext()) {
                work.step();
                LocalDateTime start = fromTheWall(iterator.nextDateTime());
                if (!start.isBefore(to)) {
                    return starts;
                }
                if (!start.isBefore(from)) {
                    starts.add(start);
                }
            }
            return starts;
        } catch (RuntimeException e) {
            // the library gives up on rules that find no day in thousands
            throw Moments.fault(in, property, "finds hardly a day to repeat on; expected a rule that does");
        }
    }

    /** Whether it may hit both of the hours that clocks show twice. */
    boolean hourly() {
        return rule.getFreq() == Freq.HOURLY;
    }

    private static DateTime onTheWall(LocalDateTime local) {
        return new DateTime(
                DateTime.UTC,
                local.getYear(),
                local.getMonthValue() - 1,
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond());
    }

    private static LocalDateTime fromTheWall(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
