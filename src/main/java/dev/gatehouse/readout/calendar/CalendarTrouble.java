package dev.gatehouse.readout.calendar;

/**
 * A calendar that did not do as asked.
 *
 * @param reason a sentence for people; holds no credentials and nothing out of an event
 */
public record CalendarTrouble(String person, String reason) {}
