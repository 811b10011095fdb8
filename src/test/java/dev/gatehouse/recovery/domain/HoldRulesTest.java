package dev.gatehouse.recovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.Recommendation.BlockedTerm;
import dev.gatehouse.recovery.domain.Recommendation.Evidence;
import dev.gatehouse.recovery.domain.Recommendation.Option;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoldRulesTest {

    private static final Instant NOW = Instant.parse("2026-04-24T07:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-04-23T16:00:00Z");

    private List<Option> options = List.of(option("credit", "service-credit", "186000", "EUR"));
    private List<String> audience = List.of("evelyn.stone", "omar.haddad");
    private Instant to = Instant.parse("2026-05-01T18:00:00Z");
    private Instant now = NOW;
    private Set<String> requiredSigners = Set.of();

    @Test
    void findsNothingAgainstAReleaseWithinPolicy() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void takesACapThatIsExactlyTheBound() {
        options = List.of(option("credit", "service-credit", "200000", "EUR"));

        assertThat(faults()).isEmpty();
    }

    @Test
    void holdsACapAboveItsBound() {
        options = List.of(option("credit", "service-credit", "200000.01", "EUR"));

        assertThat(faults())
                .containsExactly(HoldFault.of(
                        Code.CAP_ABOVE_BOUND, "credit", "cap", "200000.01", "largestCap", "200000", "currency", "EUR"));
    }

    @Test
    void holdsACapInAnotherCurrency() {
        options = List.of(option("credit", "service-credit", "1", "USD"));

        assertThat(faults())
                .containsExactly(
                        HoldFault.of(Code.OTHER_CURRENCY, "credit", "cap", "1", "currency", "USD", "boundIn", "EUR"));
    }

    @Test
    void holdsAnOptionWithoutTheCapThatItsKindNeeds() {
        options = List.of(option("credit", "service-credit", null, null));

        assertThat(codes()).containsExactly(Code.CAP_MISSING);
    }

    @Test
    void holdsAnOptionOfAKindThatNobodyMayRecommend() {
        options = List.of(option("holiday", "fee-holiday", "1", "EUR"));

        assertThat(codes()).containsExactly(Code.OPTION_KIND_NOT_ALLOWED);
    }

    @Test
    void takesAnEscalationWithoutCapAndHoldsOneWithACap() {
        options = List.of(option("escalate", "escalate", null, null));
        assertThat(faults()).isEmpty();

        options = List.of(option("escalate", "escalate", "5", "EUR"));
        assertThat(codes()).containsExactly(Code.CAP_NOT_ALLOWED);
    }

    @Test
    void takesEvidenceExactlyAsOldAsAllowedAndHoldsItInTheMomentAfter() {
        now = AS_OF.plus(Duration.ofDays(2));
        assertThat(faults()).isEmpty();

        now = now.plusMillis(1);
        assertThat(codes()).containsExactly(Code.EVIDENCE_STALE);
    }

    @Test
    void holdsAReaderWhomTheLaneDoesNotLetIn() {
        audience = List.of("evelyn.stone", "hugo.brandt");

        assertThat(faults())
                .containsExactly(
                        HoldFault.of(Code.OUTSIDE_THE_LANE, "hugo.brandt", "lane", "decision", "groups", "executives"));
    }

    @Test
    void holdsAnAudienceThatIsTooLarge() {
        audience = List.of("evelyn.stone", "omar.haddad", "naomi.fry", "executive.four");

        assertThat(codes()).containsExactly(Code.AUDIENCE_TOO_LARGE);
    }

    @Test
    void takesTheLongestValidityAndHoldsALongerOne() {
        to = NOW.plus(Duration.ofDays(10));
        assertThat(faults()).isEmpty();

        to = to.plusSeconds(1);
        assertThat(codes()).containsExactly(Code.VALIDITY_TOO_LONG);
    }

    @Test
    void holdsAReleaseThatNobodySignsForARequiredGroup() {
        requiredSigners = Set.of("commercialGovernance", "legal");

        assertThat(faults()).containsExactly(HoldFault.of(Code.SIGNER_MISSING, "legal", "lane", "decision"));
    }

    @Test
    void holdsFromTheMomentAtWhichTheWindowEnds() {
        to = NOW.plusSeconds(1);
        assertThat(faults()).isEmpty();

        now = to;
        assertThat(codes()).containsExactly(Code.WINDOW_OVER);
    }

    @Test
    void listsEveryFaultAtOnce() {
        options = List.of(option("credit", "service-credit", "300000", "EUR"));
        audience = List.of("hugo.brandt");
        now = AS_OF.plus(Duration.ofDays(3));

        assertThat(codes()).containsExactly(Code.CAP_ABOVE_BOUND, Code.EVIDENCE_STALE, Code.OUTSIDE_THE_LANE);
    }

    @Test
    void namesTheNextMomentAtWhichTimeAloneHolds() {
        assertThat(HoldRules.nextChange(packet(), terms(), new Policy(), NOW))
                .contains(AS_OF.plus(Duration.ofDays(2)).plusMillis(1));
        assertThat(HoldRules.nextChange(packet(), terms(), new Policy(), AS_OF.plus(Duration.ofDays(3))))
                .contains(to);
        assertThat(HoldRules.nextChange(packet(), terms(), new Policy(), to)).isEmpty();
    }

    private List<Code> codes() {
        return faults().stream().map(HoldFault::code).toList();
    }

    private List<HoldFault> faults() {
        return HoldRules.faults(packet(), terms(), Set.of("renata.lima", "carla.voss"), new Policy(), now);
    }

    private Recommendation packet() {
        return new Recommendation(
                options,
                List.of(new BlockedTerm("contract rewrite", "legal only")),
                List.of(new Evidence("INC#10", "incident-timeline", "INC", 10, AS_OF)));
    }

    private ReleaseTerms terms() {
        return new ReleaseTerms("decision", audience, NOW, to);
    }

    private static Option option(String id, String kind, @Nullable String cap, @Nullable String currency) {
        return new Option(id, kind, cap == null ? null : new BigDecimal(cap), currency, List.of("INC#10"));
    }

    private final class Policy implements ReleasePolicy {
        @Override
        public Optional<Bound> boundOf(String kind) {
            return switch (kind) {
                case "service-credit" -> Optional.of(new Bound(new BigDecimal("200000"), "EUR"));
                case "escalate" -> Optional.of(new Bound(null, null));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<Duration> longestAge(String register) {
            return Optional.of(Duration.ofDays(2));
        }

        @Override
        public Set<String> groupsOfTheLane(String lane) {
            return Set.of("executives");
        }

        @Override
        public int largestAudience(String lane) {
            return 3;
        }

        @Override
        public Optional<Duration> longestValidity(String lane) {
            return Optional.of(Duration.ofDays(10));
        }

        @Override
        public Set<String> requiredSigners(String lane) {
            return requiredSigners;
        }

        @Override
        public Set<String> groupsOf(String person) {
            return switch (person) {
                case "carla.voss" -> Set.of("commercialGovernance");
                case "renata.lima" -> Set.of("releaseOwners");
                case "hugo.brandt" -> Set.of("recoveryDesk");
                default -> Set.of("executives");
            };
        }
    }
}
