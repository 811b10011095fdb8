package dev.gatehouse.lane;

import java.time.Instant;

/**
 * Somebody at a lane.
 *
 * @param lane the one that was asked at, which need not be the packet's
 * @param what was asked for, such as {@code read}
 * @param at by the case's clock
 * @param detail to whom a packet was forwarded, or why it was refused
 */
public record LaneAccess(String person, String lane, String what, boolean refused, Instant at, String detail) {}
