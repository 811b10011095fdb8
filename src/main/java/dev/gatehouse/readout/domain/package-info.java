/**
 * The thinking of the readout flow: which starts break no rule, which of them are best, and for every other start what is
 * in its way and which of it may give. Here are the terms it is thought in; {@code ranking} does the work, from
 * {@link dev.gatehouse.readout.domain.ReadoutProblem} to {@code Ranking}.
 *
 * <p>Invariants: every function is pure; nothing here reads a clock, a calendar or the engine; the same input, in any
 * order, gives the same output; what could not be read is never free. Scores are integers. All stretches of time are
 * half-open. What is wrong with an input is data ({@link dev.gatehouse.readout.domain.ProblemFault}), and so is what is in
 * a start's way ({@link dev.gatehouse.readout.domain.Blocker}): sentences are made in {@code exchange}. May depend on
 * {@code java..} and JSpecify's annotations only. Source: spec 3, "Slots".
 */
@NullMarked
package dev.gatehouse.readout.domain;

import org.jspecify.annotations.NullMarked;
