package dev.gatehouse.readout.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {

    private static final Instant AT = Instant.parse("2026-04-27T16:00:00Z");

    @Test
    void saysWhichClockAnInstantIsShownBy() {
        assertThat(TimeWords.of(AT)).isEqualTo("Mon 27 Apr 16:00 UTC");
    }

    @Test
    void saysTheDayOnceWhereATimeEndsOnIt() {
        TimeSpan hour = new TimeSpan(AT, AT.plus(Duration.ofHours(1)));
        assertThat(TimeWords.of(hour, ZoneOffset.UTC)).isEqualTo("Mon 27 Apr 16:00–17:00 UTC");
        assertThat(TimeWords.of(hour, ZoneId.of("Asia/Kathmandu")))
                .isEqualTo("Mon 27 Apr 21:45–22:45 in Asia/Kathmandu");
        assertThat(TimeWords.of(new TimeSpan(AT, AT.plus(Duration.ofHours(9))), ZoneOffset.UTC))
                .isEqualTo("Mon 27 Apr 16:00–Tue 28 Apr 01:00 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 minutes",
        "PT1M, 1 minute",
        "PT15M, 15 minutes",
        "PT1H, 1 hour",
        "PT90M, 1 hour 30 minutes",
        "PT18H, 18 hours"
    })
    void saysADurationInHoursAndMinutes(Duration duration, String words) {
        assertThat(TimeWords.of(duration)).isEqualTo(words);
    }
}
