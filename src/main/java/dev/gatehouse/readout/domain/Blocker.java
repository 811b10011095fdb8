package dev.gatehouse.readout.domain;

import org.jspecify.annotations.Nullable;

/** Something in the way of one start or of several neighbouring ones, or that an exception gives up. */
public record Blocker(RuleOf of, Detail detail) {

    public Rule rule() {
        return of.rule();
    }

    public @Nullable String person() {
        return of.person();
    }
}
