package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.RuleOf;

/** Somebody's rule, or everybody's, and the starts that it blocks. */
record Obstacle(RuleOf of, Starts starts) {}
