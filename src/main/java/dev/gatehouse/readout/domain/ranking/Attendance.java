package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a line-up means for every start.
 *
 * @param required what is in the way of each person of the line-up, by person
 * @param obstacles of these people and of the case
 * @param nearHandoff starts close to anybody's protected handoff
 */
record Attendance(
        Lineup lineup, List<PersonStarts> required, Obstacles obstacles, Comfort comfort, Starts nearHandoff) {

    static Attendance of(Lineup lineup, List<PersonStarts> required, List<Obstacle> common, Horizon horizon) {
        var all = new ArrayList<Obstacle>();
        addEach(all, Rule.BUSY, required, PersonStarts::busy);
        addEach(all, Rule.WORKING_HOURS, required, PersonStarts::outsideHours);
        addEach(all, Rule.HANDOFF, required, person -> person.handoffs().size() == 0 ? null : person.inHandoff());
        all.addAll(common);
        addEach(
                all,
                Rule.UNREADABLE_CALENDAR,
                required,
                person -> person.busy() == null ? Starts.all(horizon.size()) : null);
        var nearHandoff = new Starts(horizon.size());
        required.forEach(person -> nearHandoff.addAll(person.nearHandoff()));
        return new Attendance(
                lineup,
                required,
                new Obstacles(List.copyOf(all), horizon.size()),
                Comfort.of(required, horizon),
                nearHandoff);
    }

    private static void addEach(
            List<Obstacle> all, Rule rule, List<PersonStarts> people, Function<PersonStarts, @Nullable Starts> starts) {
        for (PersonStarts person : people) {
            Starts blocked = starts.apply(person);
            if (blocked != null) {
                all.add(new Obstacle(new RuleOf(rule, person.person().person()), blocked));
            }
        }
    }

    PersonStarts person(String person) {
        return required.stream()
                .filter(starts -> starts.person().person().equals(person))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(person + " is not of this line-up"));
    }
}
