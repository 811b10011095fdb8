/**
 * The calendars of the people whom a readout needs: what they are busy with (times only), short-lived holds, and the
 * invite. {@link dev.gatehouse.readout.calendar.Calendars} is the port; {@code embedded} keeps calendars in the database,
 * {@code caldav} reaches a server (RFC 4791). Each drill has a set of calendars of its own, live cases share theirs.
 *
 * <p>Invariants: of an event nothing but its times outlives the parse; a calendar that cannot be read is never free; two
 * cases never hold the same time of one person; a hold or an invite is on every calendar that it needs or on none; a hold
 * sends no mail. May depend on the flow's domain (time spans), people, the refusals and the faults of doors; knows neither the engine nor the rest of the flow.
 * Source: spec 3, "Calendars"; RFC 4791, 5545, 5546, 6638.
 */
@NullMarked
package dev.gatehouse.readout.calendar;

import org.jspecify.annotations.NullMarked;
