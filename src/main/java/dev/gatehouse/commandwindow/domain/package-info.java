/**
 * The thinking of the command-window flow: what authoritative facts mean, how the declared checkpoints are resequenced
 * under them, and what the resulting packet says.
 *
 * <p>Invariants: every function is pure; nothing here reads a clock, a database or the engine; the same input, in any
 * order, gives the same output. May depend on {@code java..} and JSpecify's annotations only.
 */
@NullMarked
package dev.gatehouse.commandwindow.domain;

import org.jspecify.annotations.NullMarked;
