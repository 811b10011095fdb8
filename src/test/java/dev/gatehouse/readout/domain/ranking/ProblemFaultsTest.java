package dev.gatehouse.readout.domain.ranking;

import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.ANA;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.KOFI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.Customer;
import dev.gatehouse.readout.domain.ProblemFault;
import dev.gatehouse.readout.domain.ProblemFault.Code;
import dev.gatehouse.readout.domain.ProblemFaults;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemFaultsTest {
    private final ReadoutScenario scenario = new ReadoutScenario();

    @Test
    void theScenarioHasNone() {
        assertThat(ProblemFaults.of(scenario.problem())).isEmpty();
    }

    @Test
    void findsACustomerWithoutZone() {
        scenario.customer = new Customer(null, List.of());

        refuses(Code.CUSTOMER_WITHOUT_ZONE, "/customer/zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT15M", "PT7M", "PT25M", "PT2H", "PT30S", "PT15M0.5S"})
    void findsAGranularityThatDoesNotDivideTheHour(String granularity) {
        scenario.granularity = Duration.parse(granularity);

        refuses(Code.GRANULARITY_DOES_NOT_DIVIDE_THE_HOUR, "/granularity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT1M30S", "PT20M", "PT1H"})
    void takesAGranularityThatDoes(String granularity) {
        scenario.granularity = Duration.parse(granularity);

        assertThat(ProblemFaults.of(scenario.problem())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1H", "PT1.5S"})
    void findsADurationThatIsNone(String duration) {
        scenario.duration = Duration.parse(duration);

        assertThat(ProblemFaults.of(scenario.problem()))
                .extracting(ProblemFault::code, ProblemFault::pointer)
                .contains(tuple(Code.DURATION_NOT_POSITIVE, "/duration"));
    }

    @Test
    void findsADurationLongerThanTheHoursOfARequiredPerson() {
        scenario.duration = Duration.ofMinutes(9 * 60 + 1);

        assertThat(ProblemFaults.of(scenario.problem()))
                .as("once a case has begun")
                .isEmpty();
        assertThat(scenario.ranking().slots()).isEmpty();
        assertThat(ProblemFaults.atTheStart(scenario.problem()))
                .extracting(ProblemFault::pointer, fault -> fault.facts().get("hours"))
                .containsExactly(
                        tuple("/people/0/workingHours", "09:00-18:00"),
                        tuple("/people/1/workingHours", "08:00-17:00"),
                        tuple("/people/2/workingHours", "09:00-18:00"),
                        tuple("/people/3/workingHours", "09:00-18:00"));
    }

    @Test
    void findsADeadlineInThePastAndOneTooFar() {
        scenario.deadline = scenario.now;
        refuses(Code.DEADLINE_IN_THE_PAST, "/deadline");

        scenario.deadline = scenario.now.plus(Duration.ofDays(367));
        refuses(Code.DEADLINE_TOO_FAR, "/deadline");
    }

    @Test
    void findsARoleTwice() {
        scenario.required.add(new RoleHolder("fix-owner", KOFI));

        refuses(Code.ROLE_TWICE, "/required/4/role");
    }

    @Test
    void findsPeopleTwiceMissingOrBothRequiredAndOptional() {
        scenario.people.add(scenario.people.get(0));
        scenario.optional.add(ANA);
        scenario.optional.add("nobody");

        assertThat(ProblemFaults.of(scenario.problem()))
                .extracting(ProblemFault::code, ProblemFault::pointer)
                .containsExactly(
                        tuple(Code.PERSON_TWICE, "/people/5/person"),
                        tuple(Code.PERSON_UNKNOWN, "/optional/2"),
                        tuple(Code.OPTIONAL_TWICE, "/optional/1"));
    }

    @Test
    void findsThatNobodyIsRequired() {
        scenario.required.clear();

        refuses(Code.NOBODY_REQUIRED, "/required");
    }

    @Test
    void findsAnInterpreterTwice() {
        scenario.interpreters.add(scenario.interpreters.get(1));

        refuses(Code.INTERPRETER_TWICE, "/interpreters/2/key");
    }

    @Test
    void busyTimesThatEndBeforeTheyStartAreRefused() {
        Instant now = scenario.now;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeSpan(now, now))
                .withMessageContaining("must end after it starts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalendarReading.busy(20, 10))
                .withMessageContaining("must end after it starts");
        assertThatIllegalArgumentException().isThrownBy(() -> CalendarReading.busy(10, 20, 30));
    }

    private void refuses(Code code, String pointer) {
        assertThat(ProblemFaults.of(scenario.problem()))
                .extracting(ProblemFault::code, ProblemFault::pointer)
                .containsExactly(tuple(code, pointer));
        assertThatIllegalArgumentException().isThrownBy(scenario::prepared).withMessageContaining(code.name());
    }
}
