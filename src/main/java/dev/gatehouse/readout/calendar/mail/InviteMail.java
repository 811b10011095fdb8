package dev.gatehouse.readout.calendar.mail;

import dev.gatehouse.notice.MailServer;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.ical.InviteText;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Mails invites and takes them back, one attendee at a time: call it from a job for each, whose retries do not mail the
 * others again. Never for a drill. A second copy has the message id of the first.
 */
@Component
public class InviteMail {
    private final MailServer mail;
    private final Clock clock;

    public InviteMail(MailServer mail, Clock clock) {
        this.mail = mail;
        this.clock = clock;
    }

    /** Whether this attendee's invite can be mailed: a server is configured, and the attendee has an address. */
    public boolean reaches(Invite.Party attendee) {
        return mail.isConfigured() && attendee.address() != null;
    }

    /**
     * Mails a REQUEST.
     *
     * @throws org.springframework.mail.MailException when the server does not take it
     * @throws IllegalArgumentException when the attendee has no address
     */
    public void request(Invite invite, Invite.Party attendee) {
        send(invite, attendee, "REQUEST", "Invitation: ", OwnEvents.request(invite, clock.instant()));
    }

    /**
     * Mails a CANCEL for an invite that was mailed; its sequence is higher than the request's.
     *
     * @throws org.springframework.mail.MailException when the server does not take it
     * @throws IllegalArgumentException when the attendee has no address
     */
    public void cancel(Invite invite, Invite.Party attendee) {
        send(invite, attendee, "CANCEL", "Cancelled: ", OwnEvents.cancellation(invite, clock.instant()));
    }

    private void send(Invite invite, Invite.Party attendee, String method, String prefix, String calendar) {
        String address = attendee.address();
        if (address == null) {
            throw new IllegalArgumentException(attendee.person() + " has no e-mail address");
        }
        // an id for each attendee, and none of a person's in a header that everybody passes on
        String id = "%s.%s.%d.%s"
                .formatted(
                        method.toLowerCase(Locale.ROOT),
                        invite.inviteId(),
                        invite.sequence(),
                        Integer.toHexString(attendee.person().hashCode()));
        mail.send(address, prefix + invite.purpose(), InviteText.of(invite), calendar, method, id);
    }
}
