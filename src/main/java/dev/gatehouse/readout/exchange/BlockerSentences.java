package dev.gatehouse.readout.exchange;

import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.Customer.Holiday;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is in a start's way, or would have to give for it, in a sentence for somebody who knows nothing of the case. */
public final class BlockerSentences {

    private BlockerSentences() {}

    public static String of(Blocker blocker) {
        String person = blocker.person() == null ? "" : blocker.person();
        Detail detail = blocker.detail();
        if (detail instanceof Detail.Busy busy) {
            return "%s is busy %s%s.".formatted(person, times(busy.times(), ZoneOffset.UTC), buffers(busy.buffers()));
        } else if (detail instanceof Detail.OutsideWorkingHours outside) {
            return "%s works %s%s."
                    .formatted(person, hours(outside.hours(), outside.zone()), holidays(outside.holidays()));
        } else if (detail instanceof Detail.Handoff handoff) {
            return "%s hands over %s.".formatted(person, times(handoff.handoffs(), handoff.zone()));
        } else if (detail instanceof Detail.OutsideCoverage coverage) {
            return "The coverage %s is %s."
                    .formatted(
                            coverage.coverage().coverage(),
                            coverage.coverage().hours().stream()
                                    .map(one -> hours(one.weekly(), one.zone()))
                                    .collect(Collectors.joining(" and ")));
        } else if (detail instanceof Detail.InBlackout blackout) {
            return "The customer has a blackout: "
                    + ChangeSets.named(blackout.blackouts().stream()
                            .map(BlockerSentences::blackout)
                            .toList()) + ".";
        } else if (detail instanceof Detail.NoInterpreter none) {
            return interpreter(none);
        } else if (detail instanceof Detail.ShortNotice notice) {
            return "A readout needs %s of notice; the first start with it is %s."
                    .formatted(TimeWords.length(notice.minimumNotice()), SlotTimes.of(notice.earliest()));
        } else if (detail instanceof Detail.PastDeadline past) {
            return "It would end after the deadline, which is " + SlotTimes.of(past.deadline()) + ".";
        } else if (detail instanceof Detail.Unreadable unreadable) {
            return "The calendar of %s could not be read, so nothing of it is free: %s"
                    .formatted(person, sentence(unreadable.reason()));
        } else if (detail instanceof Detail.Substitution substitution) {
            return "%s would take the role %s from %s.".formatted(person, substitution.role(), substitution.replaced());
        }
        throw new IllegalStateException("no sentence for " + detail);
    }

    private static String interpreter(Detail.NoInterpreter none) {
        return none.speakers().isEmpty()
                ? "No approved interpreter speaks " + none.language() + "."
                : "No interpreter for %s is free: %s."
                        .formatted(
                                none.language(),
                                none.speakers().stream()
                                        .map(one -> one.interpreter() + " is "
                                                + one.because().stream()
                                                        .sorted()
                                                        .map(BlockerSentences::word)
                                                        .collect(Collectors.joining(" or ")))
                                        .collect(Collectors.joining(", ")));
    }

    private static String word(Detail.Unavailable.Reason reason) {
        return switch (reason) {
            case OUTSIDE_HOURS -> "outside working hours";
            case ABSENT -> "absent";
            case BUSY -> "busy";
            case UNREADABLE_CALENDAR -> "behind a calendar that could not be read";
        };
    }

    private static String blackout(Blackout blackout) {
        return SlotTimes.of(blackout.time(), ZoneOffset.UTC) + " (" + blackout.reason() + ")";
    }

    private static String hours(WeeklyHours hours, ZoneId zone) {
        String days = hours.days().equals(WeeklyHours.MONDAY_TO_FRIDAY)
                ? "Monday to Friday"
                : hours.days().stream()
                        .sorted()
                        .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .collect(Collectors.joining(", "));
        return "%s %s in %s".formatted(days, hours.text(), zone.getId());
    }

    private static String holidays(List<Holiday> holidays) {
        return holidays.isEmpty()
                ? ""
                : ", and not on "
                        + ChangeSets.named(holidays.stream()
                                .map(holiday -> holiday.date() + " (" + holiday.name() + ")")
                                .toList());
    }

    private static String buffers(Buffers buffers) {
        if (buffers.equals(Buffers.NONE)) {
            return "";
        }
        return ", and needs %s before and %s after"
                .formatted(TimeWords.length(buffers.before()), TimeWords.length(buffers.after()));
    }

    private static String times(List<TimeSpan> times, ZoneId zone) {
        return ChangeSets.named(
                times.stream().map(time -> SlotTimes.of(time, zone)).toList());
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
