/**
 * Calendars on a CalDAV server (RFC 4791). The server is believed only where it answers exactly as the standard says;
 * everything else (another status, another media type, too slow, too large, a half answer) makes a calendar unreadable. What
 * is placed is written into our own book first, written conditionally, and read back afterwards. Credentials go to the
 * configured server alone and into no sentence.
 */
@NullMarked
package dev.gatehouse.readout.calendar.caldav;

import org.jspecify.annotations.NullMarked;
