/**
 * How a timeline is resequenced, apart from the exact search: the rules as sets of allowed starts, list scheduling, and
 * the explanation of each move and hold.
 *
 * <p>Invariants: pure functions; checkpoints are worked on in order of their id, so the order of the input is of no
 * consequence. May depend on the domain's data types, {@code java..} and JSpecify's annotations only. The independent
 * checker ({@code TimelineChecker}) must not depend on this package, nor this package on it.
 */
@NullMarked
package dev.gatehouse.commandwindow.domain.resequencing;

import org.jspecify.annotations.NullMarked;
