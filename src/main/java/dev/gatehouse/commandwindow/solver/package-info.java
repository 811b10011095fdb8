/**
 * The exact search of the resequencer: an adapter to OR-Tools CP-SAT.
 *
 * <p>Invariants: one worker, a fixed seed and a limit counted in work, so that the same problem has the same answer on
 * every run and machine; where the native library cannot be loaded, list scheduling answers instead. The only package
 * that knows OR-Tools. May depend on the domain.
 */
@NullMarked
package dev.gatehouse.commandwindow.solver;

import org.jspecify.annotations.NullMarked;
