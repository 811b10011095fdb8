package dev.gatehouse.readout.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.embedded.CalendarDatabase;
import dev.gatehouse.readout.calendar.embedded.EntryBook;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CalDavConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withBean(EntryBook.class, () -> CalendarDatabase.h2().book())
            .withBean(Clock.class, Clock::systemUTC)
            .withUserConfiguration(CalDavConfiguration.class);

    @Test
    void leavesLiveCalendarsEmbeddedUnlessAServerIsNamed() {
        application.run(context -> assertThat(context).doesNotHaveBean(Calendars.class));
        application.withPropertyValues("gatehouse.calendars.caldav.url=").run(context -> assertThat(context)
                .doesNotHaveBean(Calendars.class));
    }

    @Test
    void readsWhereTheServerIsAndAsWhomItIsReached() {
        application
                .withPropertyValues(
                        "gatehouse.calendars.caldav.url=https://dav.example/c/{person}/",
                        "gatehouse.calendars.caldav.username=gatehouse",
                        "gatehouse.calendars.caldav.password=it's",
                        "gatehouse.calendars.caldav.timeout=3s",
                        "gatehouse.calendars.caldav.calendars.[jorge.paz@bancosur.example]=https://dav.example/other/")
                .run(context -> {
                    assertThat(context).hasSingleBean(Calendars.class);
                    CalDavSettings settings = context.getBean(CalDavSettings.class);
                    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(20));
                    assertThat(settings.password()).isEqualTo("it's");
                    assertThat(settings.calendarOf("ana.torres")).hasToString("https://dav.example/c/ana.torres/");
                    assertThat(settings.calendarOf("jorge.paz@bancosur.example"))
                            .hasToString("https://dav.example/other/");
                });
    }

    @Test
    void doesNotStartWithAnAddressThatIsNobodysCalendar() {
        application
                .withPropertyValues("gatehouse.calendars.caldav.url=https://dav.example/c/")
                .run(context -> assertThat(context).hasFailed());
    }
}
