package dev.gatehouse.commandwindow.exchange;

import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import dev.gatehouse.intake.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a request's times and durations must be. Each rule judges only what has the right shape. */
final class TimeRules {
    private static final List<Function<Place, Stream<Fault>>> RULES = List.of(
            TimeRules::windowEndsAfterItStarts,
            TimeRules::windowIsNotTooLong,
            TimeRules::granularityIsPositive,
            TimeRules::gridIsNotTooFine,
            TimeRules::gridIsNotTooCoarse,
            TimeRules::intervalsEndAfterTheyStart,
            TimeRules::durationsArePositive,
            TimeRules::gapsAreNotNegative,
            TimeRules::checkpointsFitTheCommandWindow,
            TimeRules::checkpointsFitOneOfTheirWindows);

    private TimeRules() {}

    static Stream<Fault> faults(Place request) {
        return RULES.stream().flatMap(rule -> rule.apply(request));
    }

    /** One fault when the interval at a place is empty or reversed; judged at its end. */
    static Stream<Fault> endsAfterItStarts(Place interval, String from, String to) {
        Instant start = interval.instant(from).orElse(null);
        Instant end = interval.instant(to).orElse(null);
        return start == null || end == null || start.isBefore(end)
                ? Stream.empty()
                : Stream.of(interval.at(to)
                        .fault("%s must be after %s, which is %s, but is %s".formatted(to, from, start, end)));
    }

    private static Stream<Fault> windowEndsAfterItStarts(Place request) {
        return endsAfterItStarts(request, "opensAt", "closesAt");
    }

    private static Stream<Fault> windowIsNotTooLong(Place request) {
        return window(request)
                .filter(length -> length.compareTo(Declaration.LONGEST_WINDOW) > 0)
                .map(length -> request.at("closesAt")
                        .fault("a command window lasts at most %d days, but this one %s; close it earlier"
                                .formatted(Declaration.LONGEST_WINDOW.toDays(), length)))
                .stream();
    }

    private static Stream<Fault> granularityIsPositive(Place request) {
        return positive(request.at("granularity"));
    }

    private static Stream<Fault> gridIsNotTooFine(Place request) {
        Duration granularity = granularity(request);
        if (granularity.isNegative() || granularity.isZero()) {
            return Stream.empty();
        }
        return window(request)
                .filter(length -> length.compareTo(granularity.multipliedBy(Declaration.MOST_STEPS)) > 0)
                .map(length -> request.at("granularity")
                        .fault("steps of %s make more than %,d steps of a window of %s; use a coarser granularity"
                                .formatted(granularity, Declaration.MOST_STEPS, length)))
                .stream();
    }

    private static Stream<Fault> gridIsNotTooCoarse(Place request) {
        Duration granularity = granularity(request);
        return window(request)
                .filter(length -> granularity.compareTo(length) > 0)
                .map(length -> request.at("granularity")
                        .fault("steps of %s are longer than the window of %s; use a finer granularity"
                                .formatted(granularity, length)))
                .stream();
    }

    private static Stream<Fault> intervalsEndAfterTheyStart(Place request) {
        return Stream.of(
                        request.each("freezes").stream(),
                        request.each("unavailable").stream(),
                        request.each("checkpoints").stream().flatMap(one -> one.each("windows").stream()))
                .flatMap(intervals -> intervals)
                .flatMap(interval -> endsAfterItStarts(interval, "from", "to"));
    }

    private static Stream<Fault> durationsArePositive(Place request) {
        return request.each("checkpoints").stream().flatMap(one -> positive(one.at("duration")));
    }

    private static Stream<Fault> positive(Place duration) {
        return duration
                .text()
                .flatMap(Times::duration)
                .filter(length -> length.isNegative() || length.isZero())
                .map(length ->
                        duration.fault("this must be longer than zero, such as PT30M, but is %s".formatted(length)))
                .stream();
    }

    private static Stream<Fault> gapsAreNotNegative(Place request) {
        return request.each("spacing").stream()
                .map(one -> one.at("gap"))
                .flatMap(gap -> gap
                        .text()
                        .flatMap(Times::duration)
                        .filter(Duration::isNegative)
                        .map(length ->
                                gap.fault("a gap must be zero or longer, such as PT15M, but is %s".formatted(length)))
                        .stream());
    }

    private static Stream<Fault> checkpointsFitTheCommandWindow(Place request) {
        Duration window = window(request).orElse(null);
        return window == null
                ? Stream.empty()
                : request.each("checkpoints").stream()
                        .flatMap(one -> longerThan(one, window)
                                .map(duration -> one.at("duration")
                                        .fault(
                                                "this checkpoint takes %s, but the command window lasts only %s; shorten it or declare a longer window"
                                                        .formatted(duration, window)))
                                .stream());
    }

    private static Stream<Fault> checkpointsFitOneOfTheirWindows(Place request) {
        Duration commandWindow = window(request).orElse(Duration.ofDays(365));
        return request.each("checkpoints").stream().flatMap(one -> {
            List<Duration> windows = one.each("windows").stream()
                    .flatMap(window -> length(window, "from", "to").stream())
                    .toList();
            Duration longest = windows.stream().max(Duration::compareTo).orElse(null);
            // a window that is itself at fault, or a checkpoint too long for any, is told of once
            return longest == null
                            || windows.size() < one.each("windows").size()
                            || longerThan(one, commandWindow).isPresent()
                    ? Stream.empty()
                    : longerThan(one, longest)
                            .map(duration -> one.at("duration")
                                    .fault(
                                            "this checkpoint takes %s, but the longest of its windows lasts only %s; shorten it or give it a longer window"
                                                    .formatted(duration, longest)))
                            .stream();
        });
    }

    private static Optional<Duration> longerThan(Place checkpoint, Duration limit) {
        return checkpoint.duration("duration").filter(duration -> duration.compareTo(limit) > 0);
    }

    private static Duration granularity(Place request) {
        return request.duration("granularity").orElse(Declaration.DEFAULT_GRANULARITY);
    }

    private static Optional<Duration> window(Place request) {
        return length(request, "opensAt", "closesAt");
    }

    /** Empty when the interval does not end after it starts, or has no such shape. */
    private static Optional<Duration> length(Place interval, String from, String to) {
        Instant start = interval.instant(from).orElse(null);
        Instant end = interval.instant(to).orElse(null);
        return start == null || end == null || !start.isBefore(end)
                ? Optional.empty()
                : Optional.of(Duration.between(start, end));
    }
}
