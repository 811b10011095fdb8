/**
 * How well each flow performs, computed from the ledger alone: whoever doubts a figure can recompute it from entries that
 * are proven intact. Drills are left out unless asked for.
 */
@NullMarked
package dev.gatehouse.evaluation;

import org.jspecify.annotations.NullMarked;
