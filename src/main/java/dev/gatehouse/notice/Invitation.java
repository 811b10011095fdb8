package dev.gatehouse.notice;

/**
 * What goes along in the mail of a notice that invites somebody: people read the notice, their calendar programs this.
 *
 * @param address where it is mailed, whatever the person's profile says by then: the calendar object names it as the
 *     attendee's. Also of somebody without an account
 * @param calendar an iTIP REQUEST (RFC 5546) as iCalendar text
 */
public record Invitation(String address, String calendar) {}
