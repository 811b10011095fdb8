/**
 * iCalendar (RFC 5545) in and out. Reading keeps nothing but times and what decides whether they are busy: every other
 * property is dropped while the text is parsed, so that no title, description or attendee is ever an object here. Reading is
 * bounded: what would take too much work is refused with a sentence, and what cannot be understood is refused rather than
 * taken for free. Sentences quote nothing of what was read.
 */
@NullMarked
package dev.gatehouse.readout.calendar.ical;

import org.jspecify.annotations.NullMarked;
