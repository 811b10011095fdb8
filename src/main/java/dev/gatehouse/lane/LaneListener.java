package dev.gatehouse.lane;

/** Hears of what happens at lanes, in the transaction that records it. */
public interface LaneListener {

    /** A copy has ended. */
    default void ended(LaneCopy copy, LaneEnd end) {}

    /** Somebody was refused. */
    default void attemptBlocked(LaneCopy copy, LaneAccess attempt) {}
}
