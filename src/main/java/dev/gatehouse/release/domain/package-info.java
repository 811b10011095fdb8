/**
 * What the flows that release into lanes judge alike, without Spring and engine: what a packet rests on, and what the
 * policy tables say of a lane, its readers and its signers.
 */
@NullMarked
package dev.gatehouse.release.domain;

import org.jspecify.annotations.NullMarked;
