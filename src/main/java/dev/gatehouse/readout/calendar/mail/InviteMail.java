package dev.gatehouse.readout.calendar.mail;

import dev.gatehouse.notice.Invitation;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.ical.InviteText;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Mails an invite to every attendee who has an address, each as a notice of its own: a job each, whose retries mail nobody
 * else again. Whoever has no address finds it on the outbox page, and so does everybody in a drill.
 */
@Component
public class InviteMail {
    private final Notices notices;
    private final Clock clock;

    public InviteMail(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** Sees to it, in the caller's transaction, which holds the case's lock; the same invite again mails nobody twice. */
    public void send(Invite invite, boolean drill) {
        String calendar = OwnEvents.request(invite, clock.instant());
        String text = InviteText.of(invite);
        for (Invite.Party attendee : invite.attendees()) {
            String address = attendee.address();
            notices.invite(
                    invite.caseId(),
                    drill,
                    invite.inviteId(),
                    attendee.person(),
                    "Invitation: " + invite.purpose(),
                    text,
                    address == null ? null : new Invitation(address, calendar));
        }
    }
}
