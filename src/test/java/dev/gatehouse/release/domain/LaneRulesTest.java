package dev.gatehouse.release.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.release.domain.LaneFault.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneRulesTest {

    private static final String LANE = "executive-customer-review-intake";

    private List<String> audience = List.of("evelyn.stone", "omar.haddad");
    private List<String> signers = List.of("paul.meyer", "iris.cole");
    private Set<String> groups = Set.of("executives");
    private int largest = 5;
    private Optional<Duration> longest = Optional.of(Duration.ofDays(14));
    private @Nullable Duration validity;

    @Test
    void holdNothingAgainstWhatIsWithinPolicy() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void holdEveryReaderOutsideTheLaneAgainstIt() {
        audience = List.of("evelyn.stone", "colin.reyes", "stranger");

        assertThat(faults())
                .containsExactly(
                        new LaneFault(
                                Code.READER_OUTSIDE_LANE, "colin.reyes", Map.of("lane", LANE, "groups", "executives")),
                        new LaneFault(
                                Code.READER_OUTSIDE_LANE, "stranger", Map.of("lane", LANE, "groups", "executives")));
    }

    @Test
    void holdALargeAudienceAgainstIt() {
        largest = 2;
        assertThat(faults()).isEmpty();

        largest = 1;
        assertThat(faults())
                .containsExactly(new LaneFault(Code.AUDIENCE_TOO_LARGE, LANE, Map.of("size", "2", "largest", "1")));
    }

    @Test
    void holdAMissingSignersGroupAgainstIt() {
        signers = List.of("paul.meyer");

        assertThat(faults())
                .containsExactly(
                        new LaneFault(Code.SIGNER_GROUP_MISSING, "incidentCommunications", Map.of("lane", LANE)));
    }

    @Test
    void holdAClosedLaneAgainstItAndNothingThatFollowsFromThat() {
        groups = Set.of();
        largest = 0;
        longest = Optional.empty();

        assertThat(faults()).containsExactly(new LaneFault(Code.LANE_CLOSED, LANE, Map.of()));
    }

    @Test
    void holdAWindowAgainstItThatIsLongerThanTheLaneAllows() {
        validity = Duration.ofDays(14);
        assertThat(faults()).isEmpty();

        validity = validity.plusNanos(1);
        assertThat(faults())
                .containsExactly(new LaneFault(
                        Code.VALIDITY_TOO_LONG, LANE, Map.of("length", "PT336H0.000000001S", "longest", "PT336H")));
    }

    @Test
    void holdALaneAgainstItIntoWhichNothingIsValid() {
        longest = Optional.empty();

        assertThat(faults()).containsExactly(new LaneFault(Code.NO_VALIDITY, LANE, Map.of()));
    }

    private List<LaneFault> faults() {
        return new LaneRules(LANE, audience, signers, validity, new Policy()).faults();
    }

    private final class Policy implements LanePolicy {
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
    }
}
