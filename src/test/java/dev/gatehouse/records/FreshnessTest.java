package dev.gatehouse.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.gatehouse.policy.Policies;
import dev.gatehouse.records.Freshness.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant PUBLISHED = Instant.parse("2026-04-19T16:00:00Z");
    private static final Duration LIMIT = Duration.ofDays(2);

    @Test
    void isFreshExactlyAtTheLimitAndStaleRightAfter() {
        Instant limit = PUBLISHED.plus(LIMIT);

        assertThat(Freshness.of(PUBLISHED, limit, LIMIT).state()).isEqualTo(State.FRESH);
        assertThat(Freshness.of(PUBLISHED, limit.plusNanos(1000), LIMIT).state())
                .isEqualTo(State.STALE);
        assertThat(Freshness.of(PUBLISHED, limit, LIMIT).freshUntil()).isEqualTo(limit);
    }

    @Test
    void saysItsFigures() {
        Freshness stale = Freshness.of(PUBLISHED, PUBLISHED.plus(Duration.ofDays(3)), LIMIT);

        assertThat(stale.stale()).isTrue();
        assertThat(stale.age()).isEqualTo(Duration.ofDays(3));
        assertThat(stale.longest()).isEqualTo(LIMIT);
    }

    @Test
    void neverGoesStaleWithoutALimit() {
        Freshness ever = Freshness.of(PUBLISHED, PUBLISHED.plus(Duration.ofDays(9999)), null);

        assertThat(ever.stale()).isFalse();
        assertThat(ever.freshUntil()).isNull();
    }

    @Test
    void hasNoAgeBeforeItIsPublished() {
        assertThat(Freshness.of(PUBLISHED, PUBLISHED.minusSeconds(1), LIMIT).age())
                .isZero();
    }

    @Test
    void asksThePolicyOfTheRegister() {
        Policies policies = mock(Policies.class);
        when(policies.freshness("incident-timeline")).thenReturn(Optional.of(LIMIT));
        when(policies.freshness("holidays")).thenReturn(Optional.empty());
        FreshnessLimits limits = new FreshnessLimits(policies);
        Instant later = PUBLISHED.plus(Duration.ofDays(3));

        assertThat(limits.of("incident-timeline", PUBLISHED, later).stale()).isTrue();
        assertThat(limits.of("holidays", PUBLISHED, later).stale()).isFalse();
    }
}
