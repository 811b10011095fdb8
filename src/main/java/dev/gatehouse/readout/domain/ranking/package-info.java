/**
 * How starts are judged: each rule, of each person, is a set of starts that it blocks, one bit to a start of the grid. What
 * calendars say is marked in once ({@link dev.gatehouse.readout.domain.ranking.PreparedCalendars}); what is feasible is
 * whatever no set contains ({@link dev.gatehouse.readout.domain.ranking.Ranking}). Reasons are put together only for what is
 * shown.
 *
 * <p>Invariants: pure functions; people, rules and interpreters are worked on in an order of their own, so the order of the
 * input is of no consequence; each start of the horizon is a slot or lies in one infeasible interval. May depend on the
 * domain's data types, {@code java..} and JSpecify's annotations only.
 */
@NullMarked
package dev.gatehouse.readout.domain.ranking;

import org.jspecify.annotations.NullMarked;
