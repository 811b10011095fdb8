package dev.gatehouse.readout.calendar;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readout as its attendees get it: purpose, roles, times and modality, and nothing of the incident.
 *
 * @param inviteId unique over all cases, no hold's id, and the idempotency key; of the same form as a hold's id
 * @param purpose one line; control characters become blanks
 * @param modality as the customer's record says, such as {@code video}
 * @param organizer who answers for the meeting; on the invite, and on a calendar only if an attendee too
 * @param attendees everybody whose calendar gets the invite, the interpreter too; nobody twice
 */
public record Invite(
        String caseId,
        String inviteId,
        String purpose,
        TimeSpan time,
        String modality,
        Party organizer,
        List<Party> attendees) {

    public Invite {
        EntryId.check(inviteId);
        // it becomes the subject of a mail
        purpose = purpose.replaceAll("\\p{Cntrl}+", " ");
        attendees = List.copyOf(attendees);
        if (attendees.isEmpty()) {
            throw new IllegalArgumentException("an invite has at least one attendee");
        }
        if (attendees.stream().map(Party::person).distinct().count() < attendees.size()) {
            throw new IllegalArgumentException("an attendee is on an invite once");
        }
    }

    /**
     * Somebody on the invite.
     *
     * @param zone the person's own: the invite says the time in it
     * @param address e-mail address; null for somebody who is reached otherwise
     * @param optional whether the readout takes place without them too, so that their calendar never stops it
     */
    public record Party(
            String person,
            String role,
            ZoneId zone,
            @Nullable String address,
            boolean optional) {

        /** Somebody without whom there is no readout. */
        public Party(String person, String role, ZoneId zone, @Nullable String address) {
            this(person, role, zone, address, false);
        }
    }
}
