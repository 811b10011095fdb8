package dev.gatehouse.readout.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SlotTimesTest {

    private static final Instant AT = Instant.parse("2026-04-27T16:00:00Z");

    @Test
    void saysWhichClockAnInstantIsShownBy() {
        assertThat(SlotTimes.of(AT)).isEqualTo("Mon 27 Apr 16:00 UTC");
    }

    @Test
    void saysTheDayOnceWhereATimeEndsOnIt() {
        TimeSpan hour = new TimeSpan(AT, AT.plus(Duration.ofHours(1)));
        assertThat(SlotTimes.of(hour, ZoneOffset.UTC)).isEqualTo("Mon 27 Apr 16:00–17:00 UTC");
        assertThat(SlotTimes.of(hour, ZoneId.of("Asia/Kathmandu")))
                .isEqualTo("Mon 27 Apr 21:45–22:45 in Asia/Kathmandu");
        assertThat(SlotTimes.of(new TimeSpan(AT, AT.plus(Duration.ofHours(9))), ZoneOffset.UTC))
                .isEqualTo("Mon 27 Apr 16:00–Tue 28 Apr 01:00 UTC");
    }
}
