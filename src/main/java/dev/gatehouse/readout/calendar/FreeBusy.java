package dev.gatehouse.readout.calendar;

import java.util.List;

/** What a calendar says of one person's time, or that it could not be read: then nothing of it counts as free. */
public sealed interface FreeBusy {

    /**
     * The calendar answered.
     *
     * @param busy within the window that was asked for, in order, neither overlapping nor touching; whatever lies between
     *     is free
     */
    record Readable(List<TimeSpan> busy) implements FreeBusy {
        public Readable {
            busy = List.copyOf(busy);
        }
    }

    /**
     * The calendar is missing, failed, was too slow or answered with something that cannot be trusted.
     *
     * @param reason a sentence for people: what could not be read and why; never anything out of an event
     */
    record Unreadable(String reason) implements FreeBusy {}
}
