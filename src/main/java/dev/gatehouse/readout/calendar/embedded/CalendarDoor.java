package dev.gatehouse.readout.calendar.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Times;
import dev.gatehouse.intake.TooLargeException;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.readout.calendar.BusyTimes.Told;
import dev.gatehouse.readout.calendar.CalendarImported;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.ical.Busy;
import dev.gatehouse.readout.calendar.ical.BusyReader;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import dev.gatehouse.readout.calendar.ical.UnreadableCalendarException;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The door of the embedded calendar: whole calendars in, free-busy out, nothing but times in between. */
@RestController
@RequestMapping("/api/calendars/{person}")
@Tag(name = "calendars")
class CalendarDoor {
    private static final String CALENDAR = "text/calendar";
    /** Whoever may state this of somebody's calendar may send the calendar too. */
    private static final String FACT = "support.calendar.changed";

    private static final Set<String> READERS = Set.of(Groups.PROGRAM_MANAGERS, Groups.DUTY_MANAGERS, Groups.AUDITORS);
    /** Free-busy is asked for what is past too, by whoever looks into a case afterwards. */
    private static final Duration BACK = Duration.ofDays(730);

    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int LONGEST_NAME = 255;

    private final ToldTimes told;
    private final CalendarSets calendars;
    private final Directory directory;
    private final Policies policies;
    private final Clock clock;
    private final ApplicationEventPublisher imports;
    private final int largestBody;

    CalendarDoor(
            ToldTimes told,
            CalendarSets calendars,
            Directory directory,
            Policies policies,
            Clock clock,
            ApplicationEventPublisher imports,
            @Value("${gatehouse.calendars.largest-body:4MB}") DataSize largestBody) {
        this.told = told;
        this.calendars = calendars;
        this.directory = directory;
        this.policies = policies;
        this.clock = clock;
        this.imports = imports;
        this.largestBody = Math.toIntExact(largestBody.toBytes());
    }

    @PutMapping(consumes = CALENDAR, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Import somebody's calendar",
            description = """
                Replaces all that was known of the person's time, from two years back to 400 days ahead. Events that are \
                TRANSPARENT or CANCELLED are free, TENTATIVE ones are busy; VFREEBUSY is taken too. Only times are \
                kept. All-day events and events without a time zone go by the owner's clock: the zone that a case \
                states for the person, otherwise the parameter `zone`. A calendar that cannot be understood in full \
                is refused, and its owner counts as unreadable, never as free, until one is taken.\
                """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = CALENDAR, schema = @Schema(type = "string"))),
            responses = {
                @ApiResponse(responseCode = "200", description = "Taken"),
                @ApiResponse(responseCode = "400", description = "Everything wrong with it, by component"),
                @ApiResponse(responseCode = "403", description = "Another account feeds calendars"),
                @ApiResponse(
                        responseCode = "409",
                        description = "Calendars are on a server, or something later is known"),
                @ApiResponse(responseCode = "413", description = "Too large")
            })
    ObjectNode take(
            @PathVariable String person,
            @RequestParam(required = false) @Nullable String zone,
            HttpServletRequest request,
            Principal account)
            throws IOException {
        mustFeed(account.getName());
        mustBeHere();
        if (person.length() > LONGEST_NAME) {
            throw new FaultsException(List.of(
                    new Fault("/person", "in the path is too long; expected at most " + LONGEST_NAME + " characters")));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            return take(person, zone, text(request), now);
        } catch (FaultsException | TooLargeException refused) {
            isRefused(person, refused.getMessage(), now);
            throw refused;
        }
    }

    private ObjectNode take(String person, @Nullable String zone, String text, Instant now) {
        TimeSpan window = new TimeSpan(now.minus(BACK), now.plus(AHEAD));
        List<Fault> faults = new ArrayList<>();
        ZoneId owners = zone == null ? null : zone(zone, faults);
        Busy busy = read(text, window, faults);
        Told outcome = told.replace(CalendarSet.LIVE, person, BusyStore.Calendar.read(owners, window, now), busy);
        if (outcome == Told.OVERTAKEN) {
            throw new RefusedException(
                    Kind.CONFLICT, "calendar-overtaken", "Something later than now is known of " + person + "'s time.");
        }
        imports.publishEvent(new CalendarImported(person));
        return JsonNodeFactory.instance
                .objectNode()
                .put("person", person)
                .put("busyTimes", busy.fixed().size() + busy.floating().size())
                .put("from", window.from().toString())
                .put("to", window.to().toString());
    }

    /** What was known before is out of date, and nothing takes its place: it must not count as free. */
    private void isRefused(String person, @Nullable String why, Instant now) {
        String reason = "The last import of the calendar of %s was refused: %s".formatted(person, why);
        if (told.unreadable(CalendarSet.LIVE, person, reason.replace('\n', ' '), now) == Told.TAKEN) {
            imports.publishEvent(new CalendarImported(person));
        }
    }

    private void mustFeed(String account) {
        if (!feeds(account)) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "calendar-not-fed", "The account " + account + " does not feed calendars.");
        }
    }

    private boolean feeds(String account) {
        return directory.isMachine(account)
                && policies.changeAuthority(account, FACT, null).yes();
    }

    private void mustBeHere() {
        if (!told.takes(CalendarSet.LIVE)) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "calendars-elsewhere",
                    "Calendars are on a CalDAV server here, which is asked directly; nothing is imported.");
        }
    }

    private String text(HttpServletRequest request) throws IOException {
        boolean announced = request.getContentLengthLong() > largestBody;
        byte[] body = announced ? new byte[0] : request.getInputStream().readNBytes(largestBody + 1);
        if (announced || body.length > largestBody) {
            throw new TooLargeException("A calendar has at most " + largestBody + " bytes.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FaultsException(List.of(new Fault("", "is not UTF-8; expected iCalendar in UTF-8")));
        }
    }

    private static Busy read(String text, TimeSpan window, List<Fault> faults) {
        Busy busy = null;
        try {
            busy = BusyReader.readApart(text, window);
        } catch (UnreadableCalendarException e) {
            faults.addAll(e.faults());
        }
        if (busy == null || !faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        return busy;
    }

    private static @Nullable ZoneId zone(String text, List<Fault> faults) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            faults.add(new Fault("/zone", "is no time zone; expected an IANA zone such as Europe/London"));
            return null;
        }
    }

    @GetMapping(path = "/free-busy", produces = CALENDAR)
    @Operation(
            summary = "When somebody is busy",
            description = """
                A VFREEBUSY, holds and invites of cases included. For the person, program managers, duty managers, \
                auditors and whoever feeds calendars. `zone` is for all-day events and those without a time zone of a \
                calendar that came without one; UTC if it is left out.\
                """,
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "Readable",
                        content = @Content(mediaType = CALENDAR, schema = @Schema(type = "string"))),
                @ApiResponse(responseCode = "400", description = "No stretch of time"),
                @ApiResponse(responseCode = "403", description = "Not for this account"),
                @ApiResponse(
                        responseCode = "409",
                        description = "The calendar cannot be read; never to be taken for free")
            })
    String freeBusy(
            @PathVariable String person,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            Principal reader) {
        mustRead(person, reader.getName());
        List<Fault> faults = new ArrayList<>();
        ZoneId owners = zone == null ? ZoneOffset.UTC : zone(zone, faults);
        TimeSpan window = window(from, to, faults);
        if (window == null || owners == null) {
            throw new FaultsException(faults);
        }
        CalendarReading reading = Objects.requireNonNull(calendars
                .of(CalendarSet.LIVE)
                .inZones(Map.of(person, owners))
                .freeBusy(List.of(person), window, "")
                .get(person));
        if (reading instanceof CalendarReading.Unreadable unreadable) {
            throw new RefusedException(Kind.CONFLICT, "calendar-unreadable", unreadable.reason());
        }
        return OwnEvents.freeBusy(window, ((CalendarReading.Busy) reading).times(), clock.instant());
    }

    private void mustRead(String person, String reader) {
        boolean may = reader.equals(person)
                || directory.groupsOf(reader).stream().anyMatch(READERS::contains)
                || feeds(reader);
        if (!may) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "calendar-closed", "The calendar of " + person + " is not read by " + reader + ".");
        }
    }

    private static @Nullable TimeSpan window(@Nullable String from, @Nullable String to, List<Fault> faults) {
        Optional<Instant> start = instant("/from", from, faults);
        Optional<Instant> end = instant("/to", to, faults);
        if (start.isEmpty() || end.isEmpty()) {
            return null;
        }
        if (!end.get().isAfter(start.get())
                || Duration.between(start.get(), end.get()).compareTo(AHEAD) > 0) {
            faults.add(new Fault("/to", "is not after from, or more than 400 days after it"));
            return null;
        }
        return faults.isEmpty() ? new TimeSpan(start.get(), end.get()) : null;
    }

    private static Optional<Instant> instant(String pointer, @Nullable String text, List<Fault> faults) {
        Optional<Instant> instant = text == null ? Optional.empty() : Times.instant(text);
        if (instant.isEmpty()) {
            faults.add(new Fault(pointer, "is no time; expected a form such as 2026-04-27T16:00:00Z"));
        }
        return instant;
    }
}
