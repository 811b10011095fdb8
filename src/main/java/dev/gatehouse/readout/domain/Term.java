package dev.gatehouse.readout.domain;

import java.util.Locale;

/** What makes a slot good, each from 0 to 1000, rounded down. Source: spec 3, "Slots". */
public enum Term {
    /** Minutes from the slot to the nearer end of the worst-off required person's day, capped at 120, over 120. */
    COMFORT,
    /** Share of optional people who are free and within their hours; all of none. */
    OPTIONAL,
    /** 1 - (start - now) / (deadline - now). */
    EARLY,
    /** (deadline - end) / 24 h, at most 1. */
    MARGIN,
    /** 0 when a protected handoff of a required person is 30 minutes away or less, else 1. */
    HANDOFF;

    /** As in {@code comfort}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
