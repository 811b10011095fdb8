/**
 * A runbook as units that people read and that a digest speaks of: headings, list items, table rows, paragraphs, code blocks
 * and front matter entries, each under an anchor, with its lines. {@link dev.gatehouse.digest.domain.runbook.Outline} takes
 * what a reader found, in the order of the file, and gives every unit its anchor.
 *
 * <p>Invariants: anchors of one runbook differ from each other; two units of the same kind have equal hashes if and only if
 * they say the same, and what counts as the same is decided in {@link dev.gatehouse.digest.domain.runbook.Wording} alone.
 * Depends on the language alone.
 */
@NullMarked
package dev.gatehouse.digest.domain.runbook;

import org.jspecify.annotations.NullMarked;
