package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Relaxation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All starts under one line-up.
 *
 * @param general who takes part, but for the relaxed starts
 * @param obstacles with what was relaxed taken away
 * @param relaxed by start
 */
record Judgement(Attendance general, Obstacles obstacles, Map<Integer, Relaxed> relaxed) {

    /** What was approved for a start, and who takes part in it then. */
    record Relaxed(Relaxation relaxation, Attendance attendance) {}

    Attendance at(int start) {
        Relaxed of = relaxed.get(start);
        return of == null ? general : of.attendance();
    }

    @Nullable
    Relaxation relaxation(int start) {
        Relaxed of = relaxed.get(start);
        return of == null ? null : of.relaxation();
    }
}
