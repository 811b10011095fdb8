package dev.gatehouse.readout.calendar.caldav;

import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.embedded.EntryBook;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Live calendars on a CalDAV server, where {@code gatehouse.calendars.caldav.url} names one. */
@Configuration
@ConditionalOnExpression("'${gatehouse.calendars.caldav.url:}' != ''")
@EnableConfigurationProperties(CalDavSettings.class)
class CalDavConfiguration implements DisposableBean {
    /** No bean: whoever looks for an executor must not find this one. */
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons());

    private static CustomizableThreadFactory daemons() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("calendar-");
        factory.setDaemon(true);
        return factory;
    }

    @Bean
    Calendars liveCalendars(CalDavSettings settings, EntryBook book, Clock clock) {
        return CalDavCalendars.of(settings, book, clock, threads);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
