package dev.gatehouse.digest.domain.claims;

/** What a record says of what the runbook relies on. */
public enum RecordState {
    /** The same. */
    HOLDS,
    /** Something else. */
    CHANGED,
    /** The same, but the record is older than its register allows. */
    STALE,
    /** No record is in force. */
    MISSING,
    /** The record has no such field. */
    UNSUPPORTED,
    /** The record is there, and is no active premium entitlement. */
    NOT_PREMIUM,
    /** What it says of its validity cannot be read. */
    UNREADABLE
}
