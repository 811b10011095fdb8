package dev.gatehouse.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT922H, 38 days 10 hours",
        "PT24H, 1 day",
        "PT65M, 1 hour 5 minutes",
        "PT-2M, 2 minutes",
        "PT86401S, 1 day 1 second",
        "PT1H0.5S, 1 hour",
        "PT0.003S, less than a second",
        "PT0S, no time",
        "P365D, 365 days"
    })
    void saysLengthsInWords(Duration length, String words) {
        assertThat(TimeWords.length(length)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T18:00:00Z, 2026-05-01 18:00 UTC",
        "2026-05-01T18:00:30Z, 2026-05-01 18:00:30 UTC",
        "2026-05-01T18:00:30.123456Z, 2026-05-01 18:00:30 UTC",
        "2026-05-01T18:00:00.000001Z, 2026-05-01 18:00 UTC",
        "2026-12-31T23:59:59.999Z, 2026-12-31 23:59:59 UTC"
    })
    void saysMomentsThatMatterToTheSecond(Instant moment, String words) {
        assertThat(TimeWords.moment(moment)).isEqualTo(words);
    }

    @Test
    void saysWhenSomethingHappenedToTheMinute() {
        assertThat(TimeWords.minute(Instant.parse("2026-05-01T18:00:59.999Z"))).isEqualTo("2026-05-01 18:00 UTC");
    }
}
