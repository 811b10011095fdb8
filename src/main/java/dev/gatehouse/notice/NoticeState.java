package dev.gatehouse.notice;

/** Where a notice stands. */
public enum NoticeState {
    /** On the outbox page only: no mail server is configured, or the person has no address. */
    OUTBOX,
    /** Of a drill: on the outbox page only, nothing leaves the building. */
    DRILL,
    /** To be mailed; while the mail server fails, for long. */
    WAITING,
    /** The mail server took it. */
    MAILED
}
