/**
 * Telling people that something waits for them. A notice says who, what to do and where to look; it holds nothing out of
 * a packet, because mail leaves the building. It is announced in the transaction of what it tells of, stands on the
 * outbox page from then on, and is mailed by a job of its own, so that a mail server that fails delays nothing else. One
 * that invites carries a calendar object (iTIP) in its mail.
 */
@NullMarked
package dev.gatehouse.notice;

import org.jspecify.annotations.NullMarked;
