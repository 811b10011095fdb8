/**
 * What goes on at a lane after a release, for every flow that releases: recipients acknowledge, the release owner sees
 * whom the lane has turned away and reviews what a material change has made stale, until the copy ends. An instance of its
 * own that carries the case on. The lane itself is enforced by {@link dev.gatehouse.lane.Lanes}, whatever becomes of it
 * here.
 */
@NullMarked
package dev.gatehouse.lane.process;

import org.jspecify.annotations.NullMarked;
