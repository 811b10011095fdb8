package dev.gatehouse.readout.calendar.ical;

/** How much more may be done for one calendar, so that no text can keep a thread for long. */
final class Work {
    private final int most;
    private int done;

    /** @param most steps; one finds one occurrence, whether it lies in the window or before it */
    Work(int most) {
        this.most = most;
    }

    void step() throws UnreadableCalendarException {
        if (++done > most) {
            throw new UnreadableCalendarException(
                    "",
                    "has more than " + most + " occurrences to look at; expected fewer: send a shorter time, or "
                            + "rules that repeat less often");
        }
    }
}
