package dev.gatehouse.readout.calendar;

/** Somebody's live calendar was imported anew; published once it holds. */
public record CalendarImported(String person) {}
