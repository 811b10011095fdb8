package dev.gatehouse.readout.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a readout that its ranking may know, except what calendars say ({@link CalendarReading}) and what the
 * tables weigh ({@link SlotPreference}, {@link ExceptionRules}). The order of the lists is of no consequence. Only one
 * without {@link ProblemFault}s can be ranked.
 *
 * @param now counts in whole seconds, rounded up, so that nothing is offered that has begun
 * @param deadline by which a readout must have ended; counts in whole seconds, rounded down
 * @param granularity the grid is every multiple of it since 1970-01-01T00:00Z
 * @param minimumNotice a readout starts no sooner than this after now; zero is allowed
 * @param required the holders of the required roles, all of whom are in {@code people}
 * @param optional people who never block; all in {@code people}
 * @param people everybody with their zones and hours; also those who are asked for as substitutes
 * @param interpreter null when none was asked for
 * @param interpreters the approved ones, whatever they speak
 * @param relaxations approved exceptions, at most one for a start; those for no start of the horizon have no effect
 */
public record ReadoutProblem(
        Instant now,
        Instant deadline,
        Duration duration,
        Duration granularity,
        Duration minimumNotice,
        List<RoleHolder> required,
        List<String> optional,
        List<Person> people,
        Customer customer,
        Coverage coverage,
        List<Blackout> blackouts,
        @Nullable InterpreterNeed interpreter,
        List<Interpreter> interpreters,
        List<Relaxation> relaxations) {

    public ReadoutProblem {
        now = now.getNano() == 0 ? now : Instant.ofEpochSecond(now.getEpochSecond() + 1);
        deadline = Instant.ofEpochSecond(deadline.getEpochSecond());
        required = List.copyOf(required);
        optional = List.copyOf(optional);
        people = List.copyOf(people);
        blackouts = List.copyOf(blackouts);
        interpreters = List.copyOf(interpreters);
        relaxations = List.copyOf(relaxations);
        if (relaxations.stream().map(Relaxation::start).distinct().count() < relaxations.size()) {
            throw new IllegalArgumentException("two relaxations for one start; an approval includes the earlier one");
        }
    }
}
