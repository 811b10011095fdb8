/**
 * What a recovery recommendation is, and what keeps it from being released: pure rules over values. Knows no clock, no
 * store and no table; what policy says is asked of {@link dev.gatehouse.recovery.domain.ReleasePolicy}. Source: spec 5.
 */
@NullMarked
package dev.gatehouse.recovery.domain;

import org.jspecify.annotations.NullMarked;
