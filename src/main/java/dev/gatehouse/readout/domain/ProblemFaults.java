package dev.gatehouse.readout.domain;

import dev.gatehouse.readout.domain.ProblemFault.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a problem must be before it can be ranked. Names every fault, in the order of the rules. */
public final class ProblemFaults {
    /** How far a deadline may be from now. */
    public static final Duration LONGEST_HORIZON = Duration.ofDays(366);

    private static final int HOUR = 3600;
    private static final int WHOLE_DAY = 1440;

    private static final List<Function<ReadoutProblem, List<ProblemFault>>> RULES = List.of(
            ProblemFaults::customerHasAZone,
            ProblemFaults::durationIsPositive,
            ProblemFaults::granularityDividesTheHour,
            ProblemFaults::noticeIsNotNegative,
            ProblemFaults::deadlineIsAhead,
            ProblemFaults::somebodyIsRequired,
            ProblemFaults::rolesHaveOneHolder,
            ProblemFaults::peopleAreStatedOnce,
            ProblemFaults::everybodyIsStated,
            ProblemFaults::optionalPeopleAreOnlyThat,
            ProblemFaults::interpretersAreStatedOnce);

    private ProblemFaults() {}

    public static List<ProblemFault> of(ReadoutProblem problem) {
        var faults = new ArrayList<ProblemFault>();
        for (Function<ReadoutProblem, List<ProblemFault>> rule : RULES) {
            faults.addAll(rule.apply(problem));
        }
        return List.copyOf(faults);
    }

    /**
     * What a problem must be besides for a case to begin with it: a required person whose hours are too short for any slot is
     * then a mistake of whoever wrote the request. Later it is in the way of every start, like any working hours.
     */
    public static List<ProblemFault> atTheStart(ReadoutProblem problem) {
        var faults = new ArrayList<>(of(problem));
        faults.addAll(durationFitsWorkingHours(problem));
        return List.copyOf(faults);
    }

    private static List<ProblemFault> customerHasAZone(ReadoutProblem problem) {
        return problem.customer().zone() != null
                ? List.of()
                : List.of(new ProblemFault(Code.CUSTOMER_WITHOUT_ZONE, "/customer/zone", Map.of()));
    }

    private static List<ProblemFault> durationIsPositive(ReadoutProblem problem) {
        Duration duration = problem.duration();
        return duration.compareTo(Duration.ZERO) > 0 && duration.toNanosPart() == 0
                ? List.of()
                : List.of(new ProblemFault(Code.DURATION_NOT_POSITIVE, "/duration", Map.of("duration", duration)));
    }

    private static List<ProblemFault> granularityDividesTheHour(ReadoutProblem problem) {
        Duration granularity = problem.granularity();
        boolean divides = granularity.toNanosPart() == 0
                && granularity.compareTo(Duration.ofMinutes(1)) >= 0
                && HOUR % granularity.toSeconds() == 0;
        return divides
                ? List.of()
                : List.of(new ProblemFault(
                        Code.GRANULARITY_DOES_NOT_DIVIDE_THE_HOUR, "/granularity", Map.of("granularity", granularity)));
    }

    private static List<ProblemFault> noticeIsNotNegative(ReadoutProblem problem) {
        return !problem.minimumNotice().isNegative()
                ? List.of()
                : List.of(new ProblemFault(
                        Code.NOTICE_NEGATIVE, "/minimumNotice", Map.of("minimumNotice", problem.minimumNotice())));
    }

    private static List<ProblemFault> deadlineIsAhead(ReadoutProblem problem) {
        Instant now = problem.now();
        Instant deadline = problem.deadline();
        Instant latest = now.plus(LONGEST_HORIZON);
        if (!deadline.isAfter(now)) {
            return List.of(
                    new ProblemFault(Code.DEADLINE_IN_THE_PAST, "/deadline", Map.of("deadline", deadline, "now", now)));
        }
        return !deadline.isAfter(latest)
                ? List.of()
                : List.of(new ProblemFault(
                        Code.DEADLINE_TOO_FAR,
                        "/deadline",
                        Map.of("deadline", deadline, "now", now, "latest", latest)));
    }

    private static List<ProblemFault> somebodyIsRequired(ReadoutProblem problem) {
        return problem.required().isEmpty()
                ? List.of(new ProblemFault(Code.NOBODY_REQUIRED, "/required", Map.of()))
                : List.of();
    }

    private static List<ProblemFault> rolesHaveOneHolder(ReadoutProblem problem) {
        List<String> roles = problem.required().stream().map(RoleHolder::role).toList();
        return repeated(roles, Code.ROLE_TWICE, "/required/%d/role", "role", new HashSet<>());
    }

    private static List<ProblemFault> peopleAreStatedOnce(ReadoutProblem problem) {
        List<String> people = problem.people().stream().map(Person::person).toList();
        return repeated(people, Code.PERSON_TWICE, "/people/%d/person", "person", new HashSet<>());
    }

    private static List<ProblemFault> optionalPeopleAreOnlyThat(ReadoutProblem problem) {
        Set<String> required =
                problem.required().stream().map(RoleHolder::person).collect(Collectors.toCollection(HashSet::new));
        return repeated(problem.optional(), Code.OPTIONAL_TWICE, "/optional/%d", "person", required);
    }

    private static List<ProblemFault> interpretersAreStatedOnce(ReadoutProblem problem) {
        List<String> keys =
                problem.interpreters().stream().map(Interpreter::key).toList();
        return repeated(keys, Code.INTERPRETER_TWICE, "/interpreters/%d/key", "key", new HashSet<>());
    }

    private static List<ProblemFault> repeated(
            List<String> names, Code code, String pointer, String fact, Set<String> seen) {
        var faults = new ArrayList<ProblemFault>();
        for (int at = 0; at < names.size(); at++) {
            if (!seen.add(names.get(at))) {
                faults.add(new ProblemFault(code, pointer.formatted(at), Map.of(fact, names.get(at))));
            }
        }
        return faults;
    }

    private static List<ProblemFault> everybodyIsStated(ReadoutProblem problem) {
        var stated = new HashSet<String>();
        problem.people().forEach(person -> stated.add(person.person()));
        var faults = new ArrayList<ProblemFault>();
        for (int at = 0; at < problem.required().size(); at++) {
            unknown(stated, problem.required().get(at).person(), "/required/%d/person", at, faults);
        }
        for (int at = 0; at < problem.optional().size(); at++) {
            unknown(stated, problem.optional().get(at), "/optional/%d", at, faults);
        }
        return faults;
    }

    private static void unknown(Set<String> stated, String person, String pointer, int at, List<ProblemFault> faults) {
        if (!stated.contains(person)) {
            faults.add(new ProblemFault(Code.PERSON_UNKNOWN, pointer.formatted(at), Map.of("person", person)));
        }
    }

    /** Hours of a whole day go on into the next one, so that no duration is too long for them. */
    public static boolean isLongerThan(Duration duration, WeeklyHours hours) {
        return hours.length() < WHOLE_DAY && duration.compareTo(Duration.ofMinutes(hours.length())) > 0;
    }

    private static List<ProblemFault> durationFitsWorkingHours(ReadoutProblem problem) {
        Set<String> required =
                problem.required().stream().map(RoleHolder::person).collect(Collectors.toSet());
        var faults = new ArrayList<ProblemFault>();
        for (int at = 0; at < problem.people().size(); at++) {
            Person person = problem.people().get(at);
            if (required.contains(person.person()) && isLongerThan(problem.duration(), person.workingHours())) {
                faults.add(new ProblemFault(
                        Code.DURATION_LONGER_THAN_WORKING_HOURS,
                        "/people/%d/workingHours".formatted(at),
                        Map.of(
                                "person",
                                person.person(),
                                "duration",
                                problem.duration(),
                                "hours",
                                person.workingHours().text())));
            }
        }
        return faults;
    }
}
