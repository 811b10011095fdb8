package dev.gatehouse.recovery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.recovery.domain.Narrowing.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NarrowingTest {

    private static final Instant NOW = Instant.parse("2026-04-24T07:00:00Z");
    private static final Instant FROM = Instant.parse("2026-04-24T08:00:00Z");
    private static final Instant TO = Instant.parse("2026-05-01T18:00:00Z");
    private static final ReleaseTerms TERMS =
            new ReleaseTerms("decision", List.of("evelyn.stone", "omar.haddad", "naomi.fry"), FROM, TO);

    @Test
    void takesFewerReadersInTheOrderInWhichTheyWereFirstNamed() {
        Narrowing narrowing = new Narrowing(List.of("omar.haddad", "evelyn.stone"), null);

        assertThat(narrowing.refusal(TERMS, NOW)).isEmpty();
        assertThat(narrowing.applied(TERMS).audience()).containsExactly("evelyn.stone", "omar.haddad");
        assertThat(narrowing.applied(TERMS).to()).isEqualTo(TO);
    }

    @Test
    void takesAnEarlierEnd() {
        Narrowing narrowing = new Narrowing(null, TO.minusSeconds(1));

        assertThat(narrowing.refusal(TERMS, NOW)).isEmpty();
        assertThat(narrowing.applied(TERMS).to()).isEqualTo(TO.minusSeconds(1));
        assertThat(narrowing.applied(TERMS).audience()).isEqualTo(TERMS.audience());
    }

    @Test
    void refusesAnybodyWhoWasNotInTheAudience() {
        assertThat(refusal(List.of("evelyn.stone", "hugo.brandt"), null)).isEqualTo(Refusal.AUDIENCE_WIDENED);
    }

    @Test
    void refusesAnEmptyAudienceAndANameTwice() {
        assertThat(refusal(List.of(), null)).isEqualTo(Refusal.NOBODY_LEFT);
        assertThat(refusal(List.of("evelyn.stone", "evelyn.stone"), null)).isEqualTo(Refusal.NAMED_TWICE);
    }

    @Test
    void refusesALaterEndAndOneThatIsNotInTheFutureOrBeforeTheStart() {
        assertThat(refusal(null, TO.plusSeconds(1))).isEqualTo(Refusal.VALIDITY_WIDENED);
        assertThat(refusal(null, NOW)).isEqualTo(Refusal.VALIDITY_NOT_IN_THE_FUTURE);
        assertThat(refusal(null, FROM)).isEqualTo(Refusal.VALIDITY_BEFORE_ITS_START);
    }

    @Test
    void refusesWhatNarrowsNothing() {
        assertThat(refusal(null, null)).isEqualTo(Refusal.NOTHING_NARROWED);
        assertThat(refusal(TERMS.audience(), TO)).isEqualTo(Refusal.NOTHING_NARROWED);
    }

    private static @Nullable Refusal refusal(@Nullable List<String> audience, @Nullable Instant until) {
        return new Narrowing(audience, until).refusal(TERMS, NOW).orElse(null);
    }
}
