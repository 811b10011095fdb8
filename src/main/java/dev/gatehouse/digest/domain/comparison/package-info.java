/**
 * What changed between two revisions of a runbook, unit by unit. Units are matched by explicit anchor, then by exact hash,
 * then by similarity ({@link dev.gatehouse.digest.domain.comparison.Matching} keeps who is whom, each step adds pairs to it);
 * then siblings of one place are put beside each other to see which of them moved.
 *
 * <p>Invariants: every unit of both revisions is in exactly one difference; unchanged is only what has equal hashes; two units
 * with different explicit anchors are never matched because they look alike. Pure functions, the same for the same input; depends
 * on the domain and the language alone.
 */
@NullMarked
package dev.gatehouse.digest.domain.comparison;

import org.jspecify.annotations.NullMarked;
