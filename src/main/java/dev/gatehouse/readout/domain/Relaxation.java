package dev.gatehouse.readout.domain;

import java.time.Instant;
import java.util.Set;

/**
 * What was approved for one start and no other: these rules do not count, these people take roles. Refuses rules that can
 * never give, and two people for one role.
 *
 * @param exceptionId the approved exception's; of several approvals for the start, the last one's
 * @param rules without {@link Rule#SUBSTITUTE}; a person's rule is relaxed for that person, whoever has which role
 */
public record Relaxation(String exceptionId, Instant start, Set<RuleOf> rules, Set<Substitute> substitutes) {
    public Relaxation {
        rules = Set.copyOf(rules);
        substitutes = Set.copyOf(substitutes);
        if (substitutes.stream().map(Substitute::role).distinct().count() < substitutes.size()) {
            throw new IllegalArgumentException("two substitutes for one role: " + substitutes);
        }
        for (RuleOf of : rules) {
            if (!of.rule().canGive() || of.rule() == Rule.SUBSTITUTE) {
                throw new IllegalArgumentException(of.rule().word() + " is not a rule that can be relaxed");
            }
        }
    }
}
