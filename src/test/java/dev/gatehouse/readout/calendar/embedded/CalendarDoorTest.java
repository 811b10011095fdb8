package dev.gatehouse.readout.calendar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.policy.Ruling;
import dev.gatehouse.readout.calendar.CalendarImported;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.web.ProblemResolver;
import dev.gatehouse.web.ProblemWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

class CalendarDoorTest {
    private static final Instant NOW = Instant.parse("2026-04-20T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String WEEK = "?from=2026-04-20T00:00:00Z&to=2026-04-28T00:00:00Z";
    private static final String MEETING = """
        DTSTART:20260421T160000Z
        DTEND:20260421T163000Z
        SUMMARY:secret-canary
        DESCRIPTION:secret-canary
        LOCATION:secret-canary
        ATTENDEE;CN=secret-canary:mailto:secret-canary@example.org
        """;

    private final CalendarDatabase database = CalendarDatabase.h2();
    private final Directory directory = mock(Directory.class);
    private final Policies policies = mock(Policies.class);
    private final CalendarSets sets = set -> database.calendars(set, CLOCK);
    private final List<Object> imported = new ArrayList<>();
    private final MockMvc mvc = mvc(database.told());

    private MockMvc mvc(ToldTimes told) {
        CalendarDoor door =
                new CalendarDoor(told, sets, directory, policies, CLOCK, imported::add, DataSize.ofKilobytes(64));
        return MockMvcBuilders.standaloneSetup(door)
                .setHandlerExceptionResolvers(new ProblemResolver(new ProblemWriter()))
                .build();
    }

    @BeforeEach
    void accounts() {
        when(policies.changeAuthority(anyString(), anyString(), any()))
                .thenReturn(new Ruling(false, "change-authority", 1));
        when(policies.changeAuthority(eq("calendar-feed"), eq("support.calendar.changed"), any()))
                .thenReturn(new Ruling(true, "change-authority", 1));
        when(directory.isMachine("calendar-feed")).thenReturn(true);
        when(directory.isMachine("crm")).thenReturn(true);
        when(directory.groupsOf("petra.lang")).thenReturn(Set.of("programManagers"));
        when(directory.groupsOf("dora.quinn")).thenReturn(Set.of("dutyManagers"));
        when(directory.groupsOf("arno.weiss")).thenReturn(Set.of(Groups.AUDITORS));
        when(directory.groupsOf("kofi.mensah")).thenReturn(Set.of("escalationManagers"));
        when(directory.groupsOf("admin")).thenReturn(Set.of(Groups.ADMIN));
    }

    @Test
    void keepsTheTimesOfACalendarAndServesThemAsFreeBusy() throws Exception {
        send("calendar-feed", "", calendar(MEETING))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.person").value("ana.torres"))
                .andExpect(jsonPath("$.busyTimes").value(1))
                .andExpect(jsonPath("$.to").value("2027-05-25T15:00:00Z"));
        assertThat(imported).containsExactly(new CalendarImported("ana.torres"));

        read("calendar-feed", WEEK)
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/calendar"))
                .andExpect(content().string(containsString("BEGIN:VFREEBUSY")))
                .andExpect(content().string(containsString("FREEBUSY:20260421T160000Z/20260421T163000Z")))
                .andExpect(content().string(not(containsString("canary"))));
    }

    @Test
    void keepsNothingButTimes() throws Exception {
        send("calendar-feed", "", calendar(MEETING)).andExpect(status().isOk());

        List<String> everything =
                database.database().jdbc().sql("script").query(String.class).list();

        assertThat(everything).anyMatch(sql -> sql.contains("2026-04-21 16:00:00"));
        assertThat(everything).noneMatch(sql -> sql.contains("canary"));
    }

    @Test
    void writesNothingOfAnEventIntoTheLog() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = log.getLevel();
        ListAppender<ILoggingEvent> written = new ListAppender<>();
        written.start();
        log.addAppender(written);
        log.setLevel(Level.TRACE);
        try {
            send("calendar-feed", "", calendar(MEETING)).andExpect(status().isOk());
            send("calendar-feed", "", calendar(MEETING.replace("DTEND:2026", "DTEND:secret-canary")))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(not(containsString("canary"))));
            read("petra.lang", WEEK)
                    .andExpect(status().isConflict())
                    .andExpect(content().string(not(containsString("canary"))));
        } finally {
            log.setLevel(before);
            log.detachAppender(written);
        }

        // MockMvc itself may trace the request that it was given
        assertThat(written.list)
                .filteredOn(event -> !event.getLoggerName().startsWith("org.springframework.test"))
                .isNotEmpty()
                .noneMatch(event -> event.getFormattedMessage().contains("canary"));
    }

    @Test
    void replacesTheWholeCalendarAndKeepsTheHolds() throws Exception {
        send("calendar-feed", "", calendar(MEETING));
        TimeSpan held = new TimeSpan(Instant.parse("2026-04-27T16:00:00Z"), Instant.parse("2026-04-27T17:00:00Z"));
        sets.of(CalendarSet.LIVE).place(Hold.of("ESC-1", "h1", held, NOW.plusSeconds(60), List.of("ana.torres")));

        send("calendar-feed", "", calendar("DTSTART:20260422T160000Z\nDURATION:PT1H\n"))
                .andExpect(status().isOk());

        read("calendar-feed", WEEK)
                .andExpect(content().string(containsString("20260422T160000Z/20260422T170000Z")))
                .andExpect(content().string(containsString("20260427T160000Z/20260427T170000Z")))
                .andExpect(content().string(not(containsString("20260421T160000Z"))));
    }

    @Test
    void readsAllDayEventsInTheZoneThatIsStated() throws Exception {
        send("calendar-feed", "?zone=America/Mexico_City", calendar("DTSTART;VALUE=DATE:20260421\n"));
        sets.of(CalendarSet.LIVE).inZones(java.util.Map.of());

        assertThat(sets.of(CalendarSet.LIVE)
                        .freeBusy(
                                List.of("ana.torres"),
                                new TimeSpan(
                                        Instant.parse("2026-04-20T00:00:00Z"), Instant.parse("2026-04-28T00:00:00Z")),
                                "ESC-1")
                        .get("ana.torres"))
                .isEqualTo(dev.gatehouse.readout.domain.CalendarReading.busy(List.of(
                        new TimeSpan(Instant.parse("2026-04-21T06:00:00Z"), Instant.parse("2026-04-22T06:00:00Z")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "petra.lang", "ana.torres", "arno.weiss", "admin", "agent-chronology"})
    void refusesWhoeverDoesNotFeedCalendars(String account) throws Exception {
        send(account, "", calendar(MEETING))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("calendar-not-fed"));
        read("calendar-feed", WEEK).andExpect(status().isConflict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana.torres", "petra.lang", "dora.quinn", "arno.weiss", "calendar-feed"})
    void isReadByItsOwnerAndByWhoeverSchedulesOrAudits(String reader) throws Exception {
        send("calendar-feed", "", calendar(MEETING));

        read(reader, WEEK).andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kofi.mensah", "admin", "crm", "agent-chronology"})
    void isClosedToEverybodyElse(String reader) throws Exception {
        send("calendar-feed", "", calendar(MEETING));

        read(reader, WEEK)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("calendar-closed"));
    }

    @Test
    void namesEveryFaultAndTakesNobodyForFreeWhoseCalendarWasRefused() throws Exception {
        send("calendar-feed", "", calendar(MEETING));

        send(
                        "calendar-feed",
                        "?zone=Mars/Olympus",
                        calendar("DTSTART:soon\n", "DTSTART:20260421T100000Z\nRRULE:FREQ=SECONDLY\n"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[*].pointer")
                        .value(hasItems("/zone", "/VEVENT/1/DTSTART", "/VEVENT/2/RRULE")));
        read("calendar-feed", WEEK)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("calendar-unreadable"))
                .andExpect(jsonPath("$.detail").value(containsString("/VEVENT/2/RRULE")));
        assertThat(imported)
                .as("cases look again each time")
                .containsExactly(new CalendarImported("ana.torres"), new CalendarImported("ana.torres"));

        send("calendar-feed", "", calendar(MEETING)).andExpect(status().isOk());
        read("calendar-feed", WEEK).andExpect(content().string(containsString("20260421T160000Z")));
    }

    @Test
    void leavesACalendarAloneOfWhichSomethingLaterIsKnown() throws Exception {
        database.told().replace(CalendarSet.LIVE, "ana.torres", List.of(), NOW.plusSeconds(60));

        send("calendar-feed", "", "nothing of the kind").andExpect(status().isBadRequest());

        assertThat(imported).isEmpty();
        read("calendar-feed", WEEK).andExpect(status().isOk());
    }

    @Test
    void keepsWhatIsPastForWhoeverLooksIntoACaseAfterwards() throws Exception {
        send("calendar-feed", "", calendar(MEETING.replace("2026", "2025")));

        read("calendar-feed", WEEK.replace("2026", "2025"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("FREEBUSY:20250421T160000Z/20250421T163000Z")));
    }

    @Test
    void refusesANameThatNoCalendarHas() throws Exception {
        mvc.perform(put("/api/calendars/" + "a".repeat(256))
                        .principal(() -> "calendar-feed")
                        .contentType("text/calendar")
                        .content(calendar(MEETING)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[0].pointer").value("/person"));
        assertThat(imported).isEmpty();
    }

    @Test
    void refusesWhatIsNoCalendar() throws Exception {
        send("calendar-feed", "", "nothing of the kind").andExpect(status().isBadRequest());
        mvc.perform(put("/api/calendars/ana.torres")
                        .principal(() -> "calendar-feed")
                        .contentType("text/calendar")
                        .content(new byte[] {'B', (byte) 0xff}))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[0].message").value(containsString("UTF-8")));
        send("calendar-feed", "", calendar("DTSTART:20260421T160000Z\nSUMMARY:" + "x".repeat(1 << 16) + "\n"))
                .andExpect(status().isPayloadTooLarge());
        read("calendar-feed", WEEK)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("has at most")));
    }

    @Test
    void sendsCalendarsElsewhereThatAreOnAServer() throws Exception {
        mvc(database.toldWithServer())
                .perform(put("/api/calendars/ana.torres")
                        .principal(() -> "calendar-feed")
                        .contentType("text/calendar")
                        .content(calendar(MEETING)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("calendars-elsewhere"));
    }

    @Test
    void neverShowsACalendarAsFreeThatItCannotRead() throws Exception {
        read("petra.lang", WEEK)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("calendar-unreadable"))
                .andExpect(jsonPath("$.detail").value(containsString("No calendar of ana.torres")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?from=2026-04-20T00:00:00Z",
                "?from=today&to=tomorrow",
                "?from=2026-04-28T00:00:00Z&to=2026-04-20T00:00:00Z",
                "?from=2026-04-20T00:00:00Z&to=2029-04-20T00:00:00Z",
                "?from=2026-04-20T00:00:00Z&to=2026-04-28T00:00:00Z&zone=Mars"
            })
    void refusesWhatIsNoStretchOfTime(String query) throws Exception {
        read("petra.lang", query)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults").isNotEmpty());
    }

    private ResultActions send(String account, String query, String body) throws Exception {
        return mvc.perform(put("/api/calendars/ana.torres" + query)
                .principal(() -> account)
                .contentType("text/calendar; charset=utf-8")
                .content(body));
    }

    private ResultActions read(String account, String query) throws Exception {
        return mvc.perform(get("/api/calendars/ana.torres/free-busy" + query).principal(() -> account));
    }

    private static String calendar(String... events) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\n");
        for (String event : events) {
            text.append("BEGIN:VEVENT\n").append(event).append("END:VEVENT\n");
        }
        return text.append("END:VCALENDAR\n").toString().replace("\n", "\r\n");
    }
}
