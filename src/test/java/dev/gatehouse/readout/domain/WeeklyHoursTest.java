package dev.gatehouse.readout.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyHoursTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource({
        "09:00-18:00, 2026-04-20T08:00:00Z, 2026-04-20T17:00:00Z",
        "09:00-24:00, 2026-04-20T08:00:00Z, 2026-04-20T23:00:00Z",
        "22:00-06:00, 2026-04-20T21:00:00Z, 2026-04-21T05:00:00Z",
        "09:00-09:00, 2026-04-20T08:00:00Z, 2026-04-21T08:00:00Z",
        "00:00-24:00, 2026-04-19T23:00:00Z, 2026-04-20T23:00:00Z"
    })
    void areReadOffTheWallClock(String hours, Instant from, Instant to) {
        assertThat(WeeklyHours.parse(hours).on(LocalDate.parse("2026-04-20"), LONDON))
                .contains(new TimeSpan(from, to));
        assertThat(WeeklyHours.parse(hours).text()).isEqualTo(hours);
    }

    @Test
    void holdFromMondayToFridayUnlessSaidOtherwise() {
        LocalDate saturday = LocalDate.parse("2026-04-25");

        assertThat(WeeklyHours.parse("09:00-18:00").on(saturday, LONDON)).isEmpty();
        assertThat(WeeklyHours.parse(EnumSet.of(DayOfWeek.SATURDAY), "09:00-18:00")
                        .on(saturday, LONDON))
                .isPresent();
    }

    @Test
    void moveWithTheClocks() {
        WeeklyHours nights = WeeklyHours.parse(EnumSet.allOf(DayOfWeek.class), "22:00-06:00");

        // one hour less on the night of 29 March, one more on that of 25 October
        assertThat(nights.on(LocalDate.parse("2026-03-28"), LONDON))
                .contains(span("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"));
        assertThat(nights.on(LocalDate.parse("2026-10-24"), LONDON))
                .contains(span("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"));
    }

    @Test
    void areNoneWhereTheClocksSkipThem() {
        WeeklyHours early = WeeklyHours.parse(EnumSet.allOf(DayOfWeek.class), "01:30-02:00");

        assertThat(early.on(LocalDate.parse("2026-03-29"), LONDON)).isEqualTo(Optional.empty());
        assertThat(early.on(LocalDate.parse("2026-03-30"), LONDON)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9-18", "09:00", "09:00-18:00-19:00", "24:00-08:00", "09:00-24:01", "09:60-18:00", "-09:00", ""})
    void refusesWhatIsNoHours(String hours) {
        assertThatIllegalArgumentException().isThrownBy(() -> WeeklyHours.parse(hours));
    }

    @Test
    void refusesHoursWithoutADay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeeklyHours.parse(Set.of(), "09:00-18:00"))
                .withMessageContaining("day");
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }
}
