/**
 * Release manifests as they stand before they are signed: kept as they were assembled, because people confirm their hash,
 * with everybody who has confirmed or released them. Shared by the flows that release into lanes.
 *
 * <p>Invariants: a manifest is never changed, a narrower or otherwise different release is another one; what a person
 * confirmed holds for that one manifest alone. May depend on packet; knows no flow and no engine.
 */
@NullMarked
package dev.gatehouse.release;

import org.jspecify.annotations.NullMarked;
