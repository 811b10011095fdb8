package dev.gatehouse.readout.domain;

import java.util.Map;

/**
 * The table {@code exception-rules}. Refuses rules that can never give, negative weights and a {@code maxRules} below 1.
 *
 * @param weights of the rules that may be given up, each with how much it is to give it up
 * @param maxRules how many may be given up together, a rule of two people counted twice
 */
public record ExceptionRules(Map<Rule, Integer> weights, int maxRules) {
    public ExceptionRules {
        weights = Map.copyOf(weights);
        weights.forEach((rule, weight) -> {
            if (!rule.canGive()) {
                throw new IllegalArgumentException(rule.word() + " can never be given up");
            }
            if (weight < 0) {
                throw new IllegalArgumentException("the weight of " + rule.word() + " is negative: " + weight);
            }
        });
        if (maxRules < 1) {
            throw new IllegalArgumentException("at least one rule may be given up, not " + maxRules);
        }
    }

    public boolean mayGive(Rule rule) {
        return weights.containsKey(rule);
    }

    /** Of a rule that may give. */
    public int weight(Rule rule) {
        return weights.getOrDefault(rule, 0);
    }
}
