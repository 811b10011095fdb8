/**
 * Runbooks in Markdown (CommonMark 0.31 with GFM tables) with YAML front matter, from bytes to units. What can't be read for
 * certain is refused with a sentence that says where and what would be right; what can be read, but not as it was meant, is
 * read with a warning.
 *
 * <p>Invariants: no text of the file is left out of the units, but thematic breaks, comments in the front matter and link
 * definitions whose destination and title a link has already; work and memory are bounded by the file's size, whatever it nests or repeats, and where a bound cuts the reading short a warning says so; front matter is
 * data alone, nothing in it makes an object. Nothing inside a code block or HTML is an anchor or a row.
 */
@NullMarked
package dev.gatehouse.digest.markdown;

import org.jspecify.annotations.NullMarked;
