package dev.gatehouse.readout.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A start that an approval would open, with everything that would have to give for it and nothing else.
 *
 * @param rules empty for a slot that needs no approval; by rule, then person
 * @param weight the sum of the rules' weights
 * @param interpreter who would be assigned
 * @param substitute who would take a role, which is then among the rules too
 * @param earlier what was approved for this start before and is not enough
 */
public record ExceptionOption(
        Instant start,
        Instant end,
        List<Blocker> rules,
        int weight,
        @Nullable String interpreter,
        @Nullable Substitute substitute,
        @Nullable Relaxation earlier) {

    /** As in {@code exception-2026-04-27T16:30:00Z}, with the person's name behind it for a substitute. */
    public String exceptionId() {
        return "exception-" + start + (substitute == null ? "" : "-" + substitute.person());
    }

    /** What holds for this start once this is approved; replaces the earlier relaxation, which it includes. */
    public Relaxation approved() {
        var relaxed = new HashSet<RuleOf>();
        var substitutes = new HashSet<Substitute>();
        if (earlier != null) {
            relaxed.addAll(earlier.rules());
            substitutes.addAll(earlier.substitutes());
        }
        rules.stream()
                .map(Blocker::of)
                .filter(of -> of.rule() != Rule.SUBSTITUTE)
                .forEach(relaxed::add);
        if (substitute != null) {
            substitutes.removeIf(other -> other.role().equals(substitute.role()));
            substitutes.add(substitute);
        }
        return new Relaxation(exceptionId(), start, relaxed, substitutes);
    }
}
