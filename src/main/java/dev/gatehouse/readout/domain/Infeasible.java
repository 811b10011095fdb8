package dev.gatehouse.readout.domain;

import java.time.Instant;
import java.util.List;

/**
 * Neighbouring starts with the same rules in their way, as many as there are side by side.
 *
 * @param from the first start
 * @param to the last start plus the granularity
 * @param blockers all of them, by rule, then person
 */
public record Infeasible(Instant from, Instant to, List<Blocker> blockers) {}
