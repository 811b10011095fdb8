package dev.gatehouse.readout.domain;

import java.util.Map;

/**
 * The weights of the table {@code slot-preference}. Refuses weights below 0 and above {@value #LARGEST}.
 *
 * @param weights a term that is left out weighs nothing
 */
public record SlotPreference(Map<Term, Integer> weights) {
    /** So that a score and a start fit into one long. */
    public static final int LARGEST = 1_000_000;

    public SlotPreference {
        weights = Map.copyOf(weights);
        weights.forEach((term, weight) -> {
            if (weight < 0 || weight > LARGEST) {
                throw new IllegalArgumentException(
                        "the weight of %s must be from 0 to %d, not %d".formatted(term.word(), LARGEST, weight));
            }
        });
    }

    public int weight(Term term) {
        return weights.getOrDefault(term, 0);
    }
}
