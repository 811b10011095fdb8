package dev.gatehouse.readout.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusyReaderTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final TimeSpan APRIL = span("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z");

    @Test
    void takesOpaqueAndTentativeEventsAsBusyAndTransparentAndCancelledOnesAsFree() throws Exception {
        String text = calendar(
                event("20260421T160000Z", "20260421T163000Z", ""),
                event("20260422T160000Z", "20260422T163000Z", "STATUS:TENTATIVE"),
                event("20260423T160000Z", "20260423T163000Z", "TRANSP:TRANSPARENT"),
                event("20260424T160000Z", "20260424T163000Z", "STATUS:CANCELLED"));

        assertThat(read(text, LONDON))
                .containsExactly(
                        span("2026-04-21T16:00:00Z", "2026-04-21T16:30:00Z"),
                        span("2026-04-22T16:00:00Z", "2026-04-22T16:30:00Z"));
    }

    @Test
    void mergesWhatOverlapsOrTouchesAndCutsItToTheWindow() throws Exception {
        String text = calendar(
                event("20260331T230000Z", "20260401T010000Z", ""),
                event("20260421T160000Z", "20260421T163000Z", ""),
                event("20260421T163000Z", "20260421T170000Z", ""),
                event("20260421T150000Z", "20260421T180000Z", ""),
                event("20260501T000000Z", "20260501T010000Z", ""));

        assertThat(read(text, LONDON))
                .containsExactly(
                        span("2026-04-01T00:00:00Z", "2026-04-01T01:00:00Z"),
                        span("2026-04-21T15:00:00Z", "2026-04-21T18:00:00Z"));
    }

    @Test
    void keepsTheTimeOnTheWallWhenTheClocksChange() throws Exception {
        String text = calendar(
                "DTSTART;TZID=Europe/London:20260327T090000",
                "DTEND;TZID=Europe/London:20260327T100000",
                "RRULE:FREQ=DAILY;COUNT=4");

        assertThat(read(text, LOS_ANGELES, span("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")))
                .extracting(TimeSpan::from)
                .containsExactly(
                        Instant.parse("2026-03-27T09:00:00Z"),
                        Instant.parse("2026-03-28T09:00:00Z"),
                        Instant.parse("2026-03-29T08:00:00Z"),
                        Instant.parse("2026-03-30T08:00:00Z"));
    }

    @Test
    void countsATimeThatTheClocksSkipWithTheOffsetBefore() throws Exception {
        String text = calendar("DTSTART;TZID=Europe/London:20260329T013000", "DURATION:PT30M");

        assertThat(read(text, LONDON, span("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")))
                .containsExactly(span("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"));
    }

    @Test
    void coversBothHoursThatClocksShowTwiceWhenSomethingRepeatsHourly() throws Exception {
        String text =
                calendar("DTSTART;TZID=Europe/London:20261025T000000", "DURATION:PT1H", "RRULE:FREQ=HOURLY;COUNT=3");

        assertThat(read(text, LONDON, span("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z")))
                .containsExactly(span("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"));
    }

    @Test
    void readsAllDayAndFloatingEventsByTheirOwnersClock() throws Exception {
        String text = calendar("DTSTART;VALUE=DATE:20260421", "DTEND;VALUE=DATE:20260422")
                + calendar("DTSTART:20260423T090000", "DTEND:20260423T100000");

        assertThat(read(text, LONDON))
                .containsExactly(
                        span("2026-04-20T23:00:00Z", "2026-04-21T23:00:00Z"),
                        span("2026-04-23T08:00:00Z", "2026-04-23T09:00:00Z"));
        assertThat(read(text, LOS_ANGELES))
                .containsExactly(
                        span("2026-04-21T07:00:00Z", "2026-04-22T07:00:00Z"),
                        span("2026-04-23T16:00:00Z", "2026-04-23T17:00:00Z"));
    }

    @Test
    void givesADayOfTwentyFiveHoursAllOfThem() throws Exception {
        String text = calendar("DTSTART;VALUE=DATE:20261025");

        assertThat(read(text, LONDON, span("2026-10-20T00:00:00Z", "2026-10-30T00:00:00Z")))
                .containsExactly(span("2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z"));
    }

    @Test
    void takesADayThatEndsOnItselfForThatDay() throws Exception {
        assertThat(read(calendar("DTSTART;VALUE=DATE:20260421", "DTEND;VALUE=DATE:20260421"), ZoneId.of("UTC")))
                .containsExactly(span("2026-04-21T00:00:00Z", "2026-04-22T00:00:00Z"));
    }

    @Test
    void leavesOutWhatIsExceptedAndFollowsWhatWasMoved() throws Exception {
        String text = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:series
            DTSTART;TZID=America/New_York:20260406T100000
            DTEND;TZID=America/New_York:20260406T110000
            RRULE:FREQ=WEEKLY;BYDAY=MO
            EXDATE;TZID=America/New_York:20260413T100000
            END:VEVENT
            BEGIN:VEVENT
            UID:series
            RECURRENCE-ID;TZID=America/New_York:20260420T100000
            DTSTART;TZID=America/New_York:20260422T150000
            DTEND;TZID=America/New_York:20260422T160000
            END:VEVENT
            BEGIN:VEVENT
            UID:series
            RECURRENCE-ID:20260427T140000Z
            DTSTART;TZID=America/New_York:20260427T100000
            DTEND;TZID=America/New_York:20260427T110000
            STATUS:CANCELLED
            END:VEVENT
            END:VCALENDAR
            """;

        assertThat(read(text, LONDON))
                .containsExactly(
                        span("2026-04-06T14:00:00Z", "2026-04-06T15:00:00Z"),
                        span("2026-04-22T19:00:00Z", "2026-04-22T20:00:00Z"));
    }

    @Test
    void findsAnOccurrenceThatWasMovedIntoTheWindowFromOutside() throws Exception {
        String text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:series
            RECURRENCE-ID:20260713T100000Z
            DTSTART:20260421T100000Z
            DTEND:20260421T110000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:series
            DTSTART:20260706T100000Z
            DTEND:20260706T110000Z
            RRULE:FREQ=WEEKLY
            END:VEVENT
            END:VCALENDAR
            """.replace("BEGIN:VCALENDAR\n", "BEGIN:VCALENDAR\nVERSION:2.0\n");

        assertThat(read(text, LONDON)).containsExactly(span("2026-04-21T10:00:00Z", "2026-04-21T11:00:00Z"));
    }

    @Test
    void takesADayForTheOccurrenceOnItInExceptionsOfAllDaySeries() throws Exception {
        String text = calendar(
                "DTSTART;VALUE=DATE:20260420",
                "RRULE:FREQ=DAILY;UNTIL=20260423",
                "EXDATE;VALUE=DATE:20260421,20260422");

        assertThat(read(text, ZoneId.of("UTC")))
                .containsExactly(
                        span("2026-04-20T00:00:00Z", "2026-04-21T00:00:00Z"),
                        span("2026-04-23T00:00:00Z", "2026-04-24T00:00:00Z"));
    }

    @Test
    void endsASeriesWithTheOccurrenceOfItsUntil() throws Exception {
        String text = calendar(
                "DTSTART;TZID=America/Mexico_City:20260420T180000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;UNTIL=20260423T000000Z");

        assertThat(read(text, LONDON))
                .hasSize(3)
                .last()
                .isEqualTo(span("2026-04-23T00:00:00Z", "2026-04-23T01:00:00Z"));
    }

    @Test
    void takesTheFirstTimeEvenWhenTheRuleLeavesItOutAndEveryTimeThatIsStated() throws Exception {
        String text = calendar(
                "DTSTART:20260421T100000Z",
                "DURATION:PT1H",
                "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=1",
                "RDATE:20260424T100000Z",
                "RDATE;VALUE=PERIOD:20260425T100000Z/PT2H,20260426T100000Z/20260426T103000Z");

        assertThat(read(text, LONDON))
                .containsExactly(
                        span("2026-04-21T10:00:00Z", "2026-04-21T11:00:00Z"),
                        span("2026-04-22T10:00:00Z", "2026-04-22T11:00:00Z"),
                        span("2026-04-24T10:00:00Z", "2026-04-24T11:00:00Z"),
                        span("2026-04-25T10:00:00Z", "2026-04-25T12:00:00Z"),
                        span("2026-04-26T10:00:00Z", "2026-04-26T10:30:00Z"));
    }

    @Test
    void findsASeriesThatBeganLongAgoAndOneWhoseOccurrenceBeganBeforeTheWindow() throws Exception {
        String text =
                calendar("DTSTART;TZID=Asia/Kolkata:19980105T093000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=TU")
                        + calendar("DTSTART:20260328T000000Z", "DURATION:P5D");

        assertThat(read(text, LONDON))
                .containsExactly(
                        span("2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z"),
                        span("2026-04-07T04:00:00Z", "2026-04-07T05:00:00Z"),
                        span("2026-04-14T04:00:00Z", "2026-04-14T05:00:00Z"),
                        span("2026-04-21T04:00:00Z", "2026-04-21T05:00:00Z"),
                        span("2026-04-28T04:00:00Z", "2026-04-28T05:00:00Z"));
    }

    @Test
    void readsPublishedFreeBusy() throws Exception {
        String text = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VFREEBUSY
            DTSTART:20260401T000000Z
            FREEBUSY;FBTYPE=FREE:20260420T100000Z/PT1H
            FREEBUSY:20260421T100000Z/PT1H,20260422T100000Z/20260422T103000Z
            FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260423T100000Z/PT1H
            FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260424T100000Z/PT1H
            END:VFREEBUSY
            END:VCALENDAR
            """;

        assertThat(read(text, LONDON))
                .hasSize(4)
                .first()
                .isEqualTo(span("2026-04-21T10:00:00Z", "2026-04-21T11:00:00Z"));
    }

    @Test
    void prefersAnIanaZoneToWhatTheCalendarClaimsOfIt() throws Exception {
        String text =
                withZone("America/Mexico_City", "DTSTART:19700101T000000", "TZOFFSETFROM:+1400", "TZOFFSETTO:+1400");

        assertThat(read(text, LONDON)).containsExactly(span("2026-04-21T16:00:00Z", "2026-04-21T17:00:00Z"));
    }

    @Test
    void findsTheIanaZoneBehindThePrefixOfAProgram() throws Exception {
        String text =
                calendar("DTSTART;TZID=/example.org/20240101_1/America/Mexico_City:20260421T100000", "DURATION:PT1H");

        assertThat(read(text, LONDON)).containsExactly(span("2026-04-21T16:00:00Z", "2026-04-21T17:00:00Z"));
    }

    @Test
    void readsAZoneThatOnlyTheCalendarKnows() throws Exception {
        String text = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:Head office
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID=Head office:20260328T100000
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=2
            END:VEVENT
            END:VCALENDAR
            """;

        assertThat(read(text, LONDON, span("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")))
                .extracting(TimeSpan::from)
                .containsExactly(Instant.parse("2026-03-28T09:00:00Z"), Instant.parse("2026-03-29T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        TZOFFSETFROM:+0100 | /VTIMEZONE/1 | TZOFFSETTO
        TZOFFSETFROM:+0100;TZOFFSETTO:soon | TZOFFSETTO | no offset
        TZOFFSETFROM:+0100;TZOFFSETTO:+2300 | TZOFFSETTO | 18 hours
        TZOFFSETFROM:+0100;TZOFFSETTO:+0200;RRULE:FREQ=SECONDLY | RRULE | by the year
        TZOFFSETFROM:+0100;TZOFFSETTO:+0200;RRULE:FREQ=YEARLY;BYHOUR=1,2,3 | RRULE | by the year
        """)
    void refusesAWrongZoneThatATimeGoesBy(String lines, String place, String message) {
        String[] zone = ("DTSTART:19700101T000000;" + lines).split(";(?=TZ|RR)");

        UnreadableCalendarException e = refused(withZone("Head office", zone));

        assertThat(e).hasMessageContaining(message);
        assertThat(e.faults())
                .extracting(Fault::pointer)
                .first()
                .asString()
                .contains(place.trim().contains("/") ? "/STANDARD" : place.trim());
    }

    @Test
    void minesNoZoneOutOfAnotherComponent() {
        String text = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:Outer
            BEGIN:VTIMEZONE
            TZID:Inner
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0100
            END:STANDARD
            END:VTIMEZONE
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID=Inner:20260421T100000
            DURATION:PT1H
            END:VEVENT
            END:VCALENDAR
            """;

        assertThat(refused(text)).hasMessageContaining("/VEVENT/1/DTSTART").hasMessageContaining("IANA");
        assertThat(refused(text.replace("TZID=Inner", "TZID=Outer")))
                .hasMessageContaining("says nothing of its clocks");
    }

    @Test
    void doesNotFollowComponentsIntoTheDeep() {
        String begin = "BEGIN:VTIMEZONE\nTZID:x\n".repeat(100_000);
        String end = "END:VTIMEZONE\n".repeat(100_000);

        assertThat(refused("BEGIN:VCALENDAR\nVERSION:2.0\n" + begin + end + "END:VCALENDAR\n"))
                .hasMessageContaining("deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=SECONDLY;COUNT=10",
                "FREQ=MINUTELY;BYHOUR=9",
                "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55",
                "FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,1,2,3,4,5,6,7,8,9"
            })
    @Timeout(10)
    void refusesWhatRepeatsByTheSecond(String rule) {
        UnreadableCalendarException e = refused(calendar("DTSTART:20200101T000000Z", "DURATION:PT1S", "RRULE:" + rule));

        assertThat(e.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/VEVENT/1/RRULE"))
                .satisfies(fault -> assertThat(fault.message()).contains("minute or second", "expected HOURLY"));
    }

    @Test
    @Timeout(20)
    void refusesAMillionOccurrences() {
        String text = calendar(
                IntStream.range(0, 1500)
                        .mapToObj(number ->
                                "UID:" + number + "\nDTSTART:20200101T000000Z\nDURATION:PT5M\nRRULE:FREQ=HOURLY")
                        .toArray(String[]::new),
                true);

        assertThat(refused(text)).hasMessageContaining("more than 100000 occurrences");
    }

    @Test
    @Timeout(20)
    void doesNotWalkThroughCountedOccurrencesForEver() {
        String text = calendar("DTSTART:19000101T000000Z", "DURATION:PT1M", "RRULE:FREQ=HOURLY;COUNT=2000000000");

        assertThat(refused(text)).hasMessageContaining("more than 100000 occurrences");
    }

    @Test
    @Timeout(20)
    void givesUpOnARuleThatFindsNoDay() {
        String text =
                calendar("DTSTART:20260101T000000Z", "DURATION:PT1M", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");

        assertThat(refused(text).faults()).extracting(Fault::pointer).containsExactly("/VEVENT/1/RRULE");
    }

    @Test
    @Timeout(20)
    void readsTenThousandEventsInNoTime() throws Exception {
        Instant first = APRIL.from();
        String text = calendar(
                IntStream.range(0, 10_000)
                        .mapToObj(number -> "DTSTART:" + basic(first.plusSeconds(number * 240L)) + "\nDURATION:PT2M")
                        .toArray(String[]::new),
                true);

        assertThat(read(text, LONDON)).hasSize(10_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTEND:20260421T100000Z                                    | /VEVENT/1         | no DTSTART
        DTSTART:20260421T100000Z;DTSTART:20260422T100000Z         | /VEVENT/1/DTSTART | 2 times
        DTSTART:20260421T100000Z;DTEND:20260421T090000Z           | /VEVENT/1/DTEND   | ends after it starts
        DTSTART:20260421T100000Z;DURATION:-PT1H                   | /VEVENT/1/DURATION | ends after it starts
        DTSTART:20260421T100000Z;DURATION:P                       | /VEVENT/1/DURATION | no duration
        DTSTART:20260421T100000Z;DTEND:20260422                   | /VEVENT/1/DTEND   | kind of DTSTART
        DTSTART:tomorrow                                          | /VEVENT/1/DTSTART | no date or time
        DTSTART:20260231T100000Z                                  | /VEVENT/1/DTSTART | no day or time that there is
        DTSTART:20260421T250000Z                                  | /VEVENT/1/DTSTART | no day or time that there is
        DTSTART:99990421T100000Z                                  | /VEVENT/1/DTSTART | year
        DTSTART:20260421T100000Z;RRULE:every day                  | /VEVENT/1/RRULE   | no recurrence rule
        DTSTART:20260421T100000Z;RDATE:soon                       | /VEVENT/1/RDATE   | no date or time
        DTSTART:20260421T100000Z;DURATION:P40000D                 | /VEVENT/1         | ten years
        """)
    void saysWhereAndWhatIsWrong(String lines, String place, String message) {
        UnreadableCalendarException e = refused(calendar(lines.trim().split(";(?=[DR])")));

        assertThat(e.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(place.trim());
            assertThat(fault.message()).contains(message.trim());
        });
    }

    @Test
    void refusesToGuessWhatALaterPartOfASeriesBecame() {
        String text = calendar("UID:a\nDTSTART:20260421T100000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260428T100000Z");

        assertThat(refused(text)).hasMessageContaining("/VEVENT/1/RECURRENCE-ID");
    }

    @Test
    void namesEveryEventThatCannotBeRead() {
        String text = calendar(new String[] {"DTSTART:one", "DTSTART:20260421T100000Z", "DTSTART:three"}, true);

        assertThat(refused(text).faults())
                .extracting(Fault::pointer)
                .containsExactly("/VEVENT/1/DTSTART", "/VEVENT/3/DTSTART");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing of the kind",
                "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20260421T100000Z",
                "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20260421T100000Z\nEND:VTODO\nEND:VCALENDAR\n",
                "BEGIN:VCALENDAR\nVERSION:2.0\nbegin:VEVENT\nDTSTART:20260421T100000Z\nend:VEVENT\nEND:VCALENDAR\n",
                "<html><body>Sign in</body></html>",
                "{\"busy\": []}"
            })
    void refusesWhatIsNoCalendar(String text) {
        assertThatThrownBy(() -> read(text, LONDON)).isInstanceOf(UnreadableCalendarException.class);
    }

    @Test
    void quotesNothingOfWhatItReads() {
        for (String text : List.of(
                calendar("SUMMARY:secret-canary", "DTSTART:secret-canary"),
                calendar("DTSTART;TZID=secret-canary:20260421T100000"),
                calendar("DTSTART:20260421T100000Z", "RRULE:secret-canary"),
                "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:secret-canary\nX:1\nEND:VEVENT\nEND:VCALENDAR\n",
                "secret-canary")) {
            UnreadableCalendarException e = refused(text);

            assertThat(e.getMessage()).doesNotContain("canary");
            assertThat(e.getCause()).isNull();
        }
    }

    private static List<TimeSpan> read(String text, ZoneId zone) throws UnreadableCalendarException {
        return read(text, zone, APRIL);
    }

    private static List<TimeSpan> read(String text, ZoneId zone, TimeSpan window) throws UnreadableCalendarException {
        return BusyReader.read(text.replace("\n", "\r\n"), zone, window);
    }

    private static UnreadableCalendarException refused(String text) {
        return catchThrowableOfType(UnreadableCalendarException.class, () -> read(text, LONDON));
    }

    private static String event(String start, String end, String line) {
        return "DTSTART:" + start + "\nDTEND:" + end + (line.isEmpty() ? "" : "\n" + line) + "\n:event:";
    }

    /** One event of these lines, or events where the lines are marked as such. */
    private static String calendar(String... lines) {
        if (lines[0].endsWith(":event:")) {
            return calendar(
                    java.util.Arrays.stream(lines)
                            .map(line -> line.replace("\n:event:", ""))
                            .toArray(String[]::new),
                    true);
        }
        return calendar(new String[] {String.join("\n", lines)}, true);
    }

    private static String calendar(String[] events, boolean apart) {
        return java.util.Arrays.stream(events)
                .map(event -> "BEGIN:VEVENT\n" + event + "\nEND:VEVENT\n")
                .collect(Collectors.joining("", "BEGIN:VCALENDAR\nVERSION:2.0\n", "END:VCALENDAR\n"));
    }

    private static String withZone(String tzid, String... observance) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:" + tzid + "\nBEGIN:STANDARD\n"
                + String.join("\n", observance) + "\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=" + tzid
                + ":20260421T100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n";
    }

    private static String basic(Instant instant) {
        return instant.toString().replaceAll("[-:]", "");
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }
}
