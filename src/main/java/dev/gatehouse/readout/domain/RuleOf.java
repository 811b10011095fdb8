package dev.gatehouse.readout.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A rule and, where it is about somebody, whose. Two starts with the same set of these are explained together.
 *
 * @param person null exactly when the rule is nobody's own
 */
public record RuleOf(Rule rule, @Nullable String person) implements Comparable<RuleOf> {
    private static final Comparator<RuleOf> ORDER = Comparator.comparing(RuleOf::rule)
            .thenComparing(RuleOf::person, Comparator.nullsFirst(Comparator.naturalOrder()));

    public RuleOf {
        if (rule.ofAPerson() != (person != null)) {
            throw new IllegalArgumentException(rule.word() + (rule.ofAPerson() ? " needs a person" : " has no person"));
        }
    }

    public static RuleOf of(Rule rule) {
        return new RuleOf(rule, null);
    }

    /** By rule, then person. */
    @Override
    public int compareTo(RuleOf other) {
        return ORDER.compare(this, other);
    }
}
