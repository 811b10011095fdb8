package dev.gatehouse.readout.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.embedded.CalendarDatabase;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A server that keeps events and cannot say when somebody is free. */
class RadicaleIT {
    private static final Instant NOW = Instant.parse("2026-04-20T15:00:00Z");
    private static final TimeSpan SLOT =
            new TimeSpan(Instant.parse("2026-04-27T16:00:00Z"), Instant.parse("2026-04-27T17:00:00Z"));

    @Test
    void cannotBeReadAndSaysSo() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RadicaleServer server = RadicaleServer.start()) {
            URI calendar = URI.create(server.url().replace("{person}", "ana"));
            assertThat(Wire.send("gatehouse", "any", "MKCALENDAR", calendar, "").statusCode())
                    .isEqualTo(201);
            Wire.put("gatehouse", "any", calendar, "meeting.ics", """
                BEGIN:VEVENT
                UID:meeting
                DTSTAMP:20260101T000000Z
                DTSTART:20260427T160000Z
                DTEND:20260427T170000Z
                END:VEVENT
                """);
            CalDavSettings settings = new CalDavSettings(
                    server.url(), "gatehouse", "any", Duration.ofSeconds(20), Duration.ofSeconds(40), Map.of());
            CalendarDatabase database = CalendarDatabase.h2();
            Calendars calendars =
                    CalDavCalendars.of(settings, database.book(), Clock.fixed(NOW, ZoneOffset.UTC), threads);

            assertThat(calendars.freeBusy(List.of("ana"), SLOT, "ESC-1").get("ana"))
                    .isEqualTo(CalendarReading.unreadable("The calendar of ana cannot be read: the server cannot answer"
                            + " free-busy queries (it answers with a multistatus)."));
            assertThat(calendars.place(Hold.of("ESC-1", "h1", SLOT, NOW, List.of("ana"))))
                    .isInstanceOf(Placement.Failed.class);
            assertThat(database.book().all(CalendarSet.LIVE)).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }
}
