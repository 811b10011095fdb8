package dev.gatehouse.disclosure.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.disclosure.domain.CharterFault.Code;
import dev.gatehouse.disclosure.domain.CharterRules.Window;
import dev.gatehouse.release.domain.LanePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CharterRulesTest {

    private static final Instant START = Instant.parse("2026-04-20T09:00:00Z");

    private Charter charter = DisclosureScenario.draft().charter();
    private Set<String> groups = Set.of("executives");
    private int largest = 5;
    private Optional<Duration> longest = Optional.of(Duration.ofDays(14));

    @Test
    void holdNothingAgainstTheScenario() {
        assertThat(faults(null)).isEmpty();
    }

    @Test
    void holdEveryReaderOutsideTheLaneAgainstIt() {
        charter = charter.withAudience(List.of("evelyn.stone", "colin.reyes", "stranger"));

        assertThat(faults(null))
                .extracting(CharterFault::code, CharterFault::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Code.READER_OUTSIDE_LANE, "colin.reyes"),
                        org.assertj.core.groups.Tuple.tuple(Code.READER_OUTSIDE_LANE, "stranger"));
    }

    @Test
    void holdALargeAudienceAgainstIt() {
        largest = 2;
        assertThat(faults(null)).isEmpty();
        largest = 1;
        assertThat(faults(null)).extracting(CharterFault::code).containsExactly(Code.AUDIENCE_TOO_LARGE);
    }

    @Test
    void holdAMissingSignersGroupAgainstIt() {
        charter = new Charter(
                charter.artifactOwner(),
                charter.releaseOwner(),
                charter.lane(),
                charter.audience(),
                List.of("paul.meyer"),
                charter.reviewers(),
                charter.agents(),
                charter.boundary());

        assertThat(faults(null)).extracting(CharterFault::subject).containsExactly("incidentCommunications");
    }

    @Test
    void holdAClosedLaneAgainstItAndNothingThatFollowsFromThat() {
        groups = Set.of();
        assertThat(faults(null)).extracting(CharterFault::code).containsExactly(Code.LANE_CLOSED);
    }

    @Test
    void holdAWindowAgainstItThatIsLongerThanTheLaneAllows() {
        assertThat(faults(new Window(START, START.plus(Duration.ofDays(14))))).isEmpty();
        assertThat(faults(new Window(START, START.plus(Duration.ofDays(14)).plusNanos(1))))
                .extracting(CharterFault::code)
                .containsExactly(Code.VALIDITY_TOO_LONG);
        longest = Optional.empty();
        assertThat(faults(null)).extracting(CharterFault::code).containsExactly(Code.NO_VALIDITY);
    }

    private List<CharterFault> faults(Window window) {
        return CharterRules.faults(charter, window, new LanePolicy() {
            @Override
            public Set<String> groupsOfTheLane(String lane) {
                return groups;
            }

            @Override
            public int largestAudience(String lane) {
                return largest;
            }

            @Override
            public Optional<Duration> longestValidity(String lane) {
                return longest;
            }

            @Override
            public Set<String> requiredSigners(String lane) {
                return Set.of("premiumSupportLeads", "incidentCommunications");
            }

            @Override
            public Set<String> groupsOf(String person) {
                return Map.of(
                                "evelyn.stone", Set.of("executives"),
                                "omar.haddad", Set.of("executives"),
                                "colin.reyes", Set.of("customerSuccess"),
                                "paul.meyer", Set.of("premiumSupportLeads"),
                                "iris.cole", Set.of("incidentCommunications"))
                        .getOrDefault(person, Set.of());
            }
        });
    }
}
