/**
 * Calendars in the database: what is told of people's time, by event or by the iCalendar door, and the book of holds and
 * invites, which every set of calendars has, wherever the calendars themselves are. The row of a person is the lock under
 * which anything is placed on their calendar.
 */
@NullMarked
package dev.gatehouse.readout.calendar.embedded;

import org.jspecify.annotations.NullMarked;
