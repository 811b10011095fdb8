package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** A readout whose draft was approved twenty minutes ago, with a roster of interpreters and everybody's calendar. */
@Component
@Order(3)
@Profile("demo")
class DemoReadout implements DemoCase {

    private static final String MIRRORED_BY = "on-call";
    private static final String REGISTER = "interpreters";
    private static final int DAYS = 14;

    private final Records records;
    private final BusyTimes busyTimes;
    private final Clock clock;

    DemoReadout(Records records, BusyTimes busyTimes, Clock clock) {
        this.records = records;
        this.busyTimes = busyTimes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "RCA-DEMO";
    }

    @Override
    public String file() {
        return "rca-readout.json";
    }

    @Override
    public String moment() {
        return "/rcaApprovedAt";
    }

    @Override
    public String startType() {
        return "support.rca.approved";
    }

    @Override
    public String account() {
        return "escalation-desk";
    }

    @Override
    public String firstGate() {
        return "confirm-slot for petra.lang";
    }

    /** Before any case: mirrors the roster, where nobody has done so. */
    @Override
    public void prepare() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (JsonNode interpreter : people().path(REGISTER)) {
            String key = interpreter.path("key").asText();
            if (records.newestApproved(REGISTER, key).isEmpty()) {
                ObjectNode document = JsonNodeFactory.instance
                        .objectNode()
                        .put("register", REGISTER)
                        .put("key", key)
                        .put("version", 1)
                        .put("status", MirroredRecord.APPROVED)
                        .put("publishedAt", now.toString());
                document.set("content", interpreter.path("content"));
                records.mirror(MirroredRecord.of(document), MIRRORED_BY);
            }
        }
    }

    /** Calendars on a server say themselves when their owners are busy. */
    @Override
    public ObjectNode completed(ObjectNode request) {
        if (busyTimes.takes(CalendarSet.LIVE)) {
            request.path("people")
                    .forEach(person -> hasLunch(person.path("person").asText()));
            people().path(REGISTER)
                    .forEach(interpreter -> busyTimes.replace(
                            CalendarSet.LIVE, interpreter.path("key").asText(), List.of(), clock.instant()));
        }
        return request;
    }

    private void hasLunch(String person) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        List<TimeSpan> busy = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            Instant midnight = today.plus(day, ChronoUnit.DAYS);
            busy.add(new TimeSpan(midnight.plus(12, ChronoUnit.HOURS), midnight.plus(13, ChronoUnit.HOURS)));
        }
        busyTimes.replace(CalendarSet.LIVE, person, busy, clock.instant());
    }

    private static JsonNode people() {
        try (InputStream content = new ClassPathResource("demo/people.json").getInputStream()) {
            return new ObjectMapper().readTree(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
