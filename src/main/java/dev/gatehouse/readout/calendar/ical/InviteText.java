package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.Invite;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What an invite says: purpose, modality, and the time for each role in its own zone. */
public final class InviteText {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private InviteText() {}

    /** Lines of plain text. */
    public static String of(Invite invite) {
        StringBuilder text = new StringBuilder(invite.purpose())
                .append("\nModality: ")
                .append(invite.modality())
                .append("\nReference: ")
                .append(invite.caseId());
        for (Invite.Party party : invite.attendees()) {
            text.append('\n').append(party.role()).append(": ").append(time(invite, party.zone()));
        }
        return text.toString();
    }

    private static String time(Invite invite, ZoneId zone) {
        ZonedDateTime from = invite.time().from().atZone(zone);
        ZonedDateTime to = invite.time().to().atZone(zone);
        boolean sameDay = from.toLocalDate().equals(to.toLocalDate());
        return FULL.format(from) + " to " + (sameDay ? CLOCK : FULL).format(to) + " (" + zone.getId() + ", UTC"
                + (from.getOffset().getTotalSeconds() == 0 ? "" : from.getOffset()) + ")";
    }
}
