package dev.gatehouse.lane;

/** Where a released copy stands. The last three are ends. */
public enum LaneState {
    RELEASED,
    /** A later case of the same flow and release owner took its place. */
    SUPERSEDED,
    /** Its release owner took it back. */
    WITHDRAWN,
    /** Its window is over. */
    EXPIRED
}
