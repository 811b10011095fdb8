package dev.gatehouse.readout;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A slot that was held for a case.
 *
 * @param holdId what the calendars know it by
 * @param calendars whose calendars it is on: the required people's and the interpreter's
 * @param until when it is over, by the case's clock
 * @param off whether it has been taken off the calendars, as far as they could be reached
 */
public record ReadoutHold(
        String caseId,
        String holdId,
        Instant start,
        Instant end,
        Instant until,
        @Nullable String interpreter,
        List<String> calendars,
        State state,
        boolean off) {

    /** What became of it. */
    public enum State {
        HELD,
        RELEASED,
        EXPIRED,
        LOST,
        CONFIRMED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ReadoutHold {
        calendars = List.copyOf(calendars);
    }

    public TimeSpan time() {
        return new TimeSpan(start, end);
    }

    public boolean isHeld() {
        return state == State.HELD;
    }
}
