package dev.gatehouse.readout.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an invite says, in words and as a calendar object. */
class InviteTest {
    private static final Instant STAMP = Instant.parse("2026-04-20T15:00:00Z");

    @Test
    void givesEveryRolesTimeInItsOwnZone() {
        assertThat(InviteText.of(invite()).lines())
                .containsExactly(
                        "Root-cause readout – authentication",
                        "Modality: video",
                        "Reference: ESC-20418",
                        "customer-incident-manager: Mon 2026-04-27 10:00 to 11:00 (America/Mexico_City, UTC-06:00)",
                        "escalation-manager: Mon 2026-04-27 17:00 to 18:00 (Europe/London, UTC+01:00)");
    }

    @Test
    void asksForAnAnswerByMail() {
        assertThat(unfolded(OwnEvents.request(invite(), STAMP)))
                .contains("METHOD:REQUEST", "SEQUENCE:0", "DTSTART:20260427T160000Z", "DTEND:20260427T170000Z")
                .contains("SUMMARY:Root-cause readout – authentication")
                .contains("ORGANIZER;CN=petra.lang:mailto:petra.lang@example.org")
                .contains("mailto:jorge.paz@bancosur.example", "RSVP=TRUE")
                .doesNotContain("SCHEDULE-AGENT");
    }

    @Test
    void letsNoServerMailWhatIsOnACalendar() {
        String onCalendars = unfolded(OwnEvents.invite(invite(), STAMP));
        assertThat(onCalendars).doesNotContain("METHOD:", "RSVP=TRUE");
        assertThat(onCalendars.lines().filter(line -> line.startsWith("ORGANIZER") || line.startsWith("ATTENDEE")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("SCHEDULE-AGENT=CLIENT"));
    }

    private static String unfolded(String text) {
        return text.replace("\r\n ", "");
    }

    private static Invite invite() {
        return new Invite(
                "ESC-20418",
                "invite-1",
                "Root-cause readout – authentication",
                new TimeSpan(Instant.parse("2026-04-27T16:00:00Z"), Instant.parse("2026-04-27T17:00:00Z")),
                "video",
                new Invite.Party("petra.lang", "program-manager", ZoneId.of("Europe/Berlin"), "petra.lang@example.org"),
                List.of(
                        new Invite.Party(
                                "jorge.paz@bancosur.example",
                                "customer-incident-manager",
                                ZoneId.of("America/Mexico_City"),
                                "jorge.paz@bancosur.example"),
                        new Invite.Party("kofi.mensah", "escalation-manager", ZoneId.of("Europe/London"), null)));
    }
}
