package dev.gatehouse.disclosure.domain;

import java.util.Locale;

/** Where a packet is on its way. */
public enum Stage {
    CHARTER,
    DRAFT,
    REVIEW,
    RESIDUAL,
    SIGNING,
    RELEASE,
    RELEASED,
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A candidate is before people; a change to it takes it away from them. */
    public boolean onGates() {
        return this == REVIEW || afterReview();
    }

    /** What stands is to be signed: another objection would change it. */
    public boolean afterReview() {
        return this == RESIDUAL || this == SIGNING || this == RELEASE;
    }

    /** Whether an objection that is open from now on takes the candidate off its gates. */
    public boolean endsBy(Objection.Severity severity) {
        return afterReview() || (onGates() && severity == Objection.Severity.BLOCKING);
    }

    public boolean open() {
        return this == DRAFT || onGates();
    }
}
