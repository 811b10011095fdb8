package dev.gatehouse.ledger;

/** What an entry records. The names are stored: one that was ever written stays. */
public enum LedgerKind {
    CASE_STARTED,
    /** A source that may state it has stated a fact. */
    EVENT_ACCEPTED,
    /** A source stated what it may not; without effect. */
    EVENT_REFUSED,
    /** What had arrived was taken up together. */
    CHANGE_SET_APPLIED,
    /** A change-set made no difference that anyone has to decide on. */
    NO_CANDIDATE,
    CANDIDATE_PUBLISHED,
    CANDIDATE_SUPERSEDED,
    GATE_OPENED,
    GATE_WITHDRAWN,
    GATE_REASSIGNED,
    DECISION,
    DECISION_REFUSED,
    ADOPTED,
    HOLD,
    ACKNOWLEDGED,
    EXCEPTION_REQUESTED,
    EXCEPTION_DECIDED,
    READ,
    READ_REFUSED,
    /** A packet was put into its lane under a signed manifest. */
    RELEASED,
    /** A reader handed a released packet on within its audience. */
    FORWARDED,
    FORWARD_REFUSED,
    /** A material change has come after the release; the copy says so. */
    LANE_STALE,
    LANE_WITHDRAWN,
    LANE_SUPERSEDED,
    LANE_EXPIRED,
    /** Somebody suggests other words for a section of a draft. */
    SUGGESTED,
    SUGGESTION_ACCEPTED,
    SUGGESTION_REJECTED,
    /** Disagreement was raised, and later what was said of it. */
    OBJECTION_RAISED,
    OBJECTION_MOVED,
    COMMENTED,
    /** A draft has another revision. */
    DRAFT_REVISED,
    /** Every start until a deadline was found to be a slot, or why not. */
    SLOTS_RANKED,
    /** A slot is held on all required calendars, and later what became of the hold. */
    SLOT_HELD,
    SLOT_RELEASED,
    /** The invite is on every required calendar. */
    SLOT_BOOKED,
    /** A repository has shown a publication to be one, or none. */
    PUBLICATION_VERIFIED,
    PUBLICATION_REFUSED,
    /** A human has to say how to go on with a source. */
    SOURCE_UNCLEAR,
    /** A reviewer's sentence takes the place of a generated one. */
    CORRECTED,
    CLARIFIED,
    /** A named person has closed what was open. */
    ITEM_CLOSED,
    POLICY_CHANGED,
    NOTICE_SENT,
    /** The last entry of a case that ended in order. */
    CASE_SEALED,
    /** An administrator did what only an emergency allows. */
    BREAK_GLASS
}
