package dev.gatehouse.readout.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.readout.domain.Customer.Holiday;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");

    @Test
    void countsFromTheDayAfterTheApproval() {
        assertThat(deadline("2026-04-20T15:00:00Z", 5, MEXICO, "09:00-18:00")).isEqualTo("2026-04-28T00:00:00Z");
        assertThat(deadline("2026-04-20T15:00:00Z", 1, MEXICO, "09:00-18:00")).isEqualTo("2026-04-22T00:00:00Z");
    }

    @Test
    void theDayOfTheApprovalIsTheCustomers() {
        // still Monday evening in Mexico, already Tuesday in Tokyo
        Instant late = Instant.parse("2026-04-21T02:00:00Z");

        assertThat(Deadline.after(late, 1, MEXICO, List.of(), manager(MEXICO, "09:00-18:00"))
                        .lastDay())
                .isEqualTo("2026-04-21");
        assertThat(Deadline.after(late, 1, ZoneId.of("Asia/Tokyo"), List.of(), manager(MEXICO, "09:00-18:00"))
                        .lastDay())
                .isEqualTo("2026-04-22");
    }

    @Test
    void skipsHolidaysAndNamesThoseThatWouldHaveBeenWorkedOn() {
        Holiday friday = new Holiday(LocalDate.parse("2026-05-01"), "Día del Trabajo");
        Holiday sunday = new Holiday(LocalDate.parse("2026-05-03"), "Día de la Santa Cruz");

        Deadline deadline = Deadline.after(
                Instant.parse("2026-04-30T15:00:00Z"),
                1,
                MEXICO,
                List.of(sunday, friday),
                manager(MEXICO, "09:00-18:00"));

        assertThat(deadline.lastDay()).isEqualTo("2026-05-04");
        assertThat(deadline.skipped()).containsExactly(friday);
    }

    @Test
    void endsWithTheManagersHoursAtThatDaysOffset() {
        ZoneId london = ZoneId.of("Europe/London");

        assertThat(deadline("2026-03-27T12:00:00Z", 1, london, "09:00-18:00")).isEqualTo("2026-03-30T17:00:00Z");
        assertThat(deadline("2026-03-26T12:00:00Z", 1, london, "09:00-18:00")).isEqualTo("2026-03-27T18:00:00Z");
        assertThat(deadline("2026-04-20T15:00:00Z", 1, MEXICO, "22:00-06:00")).isEqualTo("2026-04-22T12:00:00Z");
        assertThat(deadline("2026-04-20T15:00:00Z", 1, MEXICO, "09:00-24:00")).isEqualTo("2026-04-22T06:00:00Z");
    }

    @Test
    void theManagersDaysAreBusinessDays() {
        Person sundays = new Person(
                "manager", MEXICO, WeeklyHours.parse(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), "09:00-18:00"));

        assertThat(Deadline.after(Instant.parse("2026-04-20T15:00:00Z"), 2, MEXICO, List.of(), sundays)
                        .lastDay())
                .isEqualTo("2026-04-27");
    }

    @Test
    void refusesToCountNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deadline("2026-04-20T15:00:00Z", 0, MEXICO, "09:00-18:00"))
                .withMessageContaining("at least one business day");
    }

    private static Instant deadline(String approvedAt, int days, ZoneId zone, String hours) {
        return Deadline.after(Instant.parse(approvedAt), days, zone, List.of(), manager(zone, hours))
                .at();
    }

    private static Person manager(ZoneId zone, String hours) {
        return new Person("manager", zone, WeeklyHours.parse(hours));
    }
}
