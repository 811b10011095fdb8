package dev.gatehouse.intake;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of an event at the door. */
public enum Disposition {
    /** Durable; the case will take it up. */
    ACCEPTED("accepted"),
    /** The same source, id and content were received before; nothing happens twice. */
    DUPLICATE("duplicate"),
    /** Its source may not state this fact, or the case is closed: in the ledger, without effect. */
    REFUSED("refused"),
    /** There is no such case; nothing is remembered, so it can be sent again once there is. */
    UNKNOWN_CASE("unknown-case");

    private final String word;

    Disposition(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    @JsonValue
    public String word() {
        return word;
    }
}
