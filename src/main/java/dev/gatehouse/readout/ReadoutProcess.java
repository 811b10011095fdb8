package dev.gatehouse.readout;

import dev.gatehouse.engine.ProcessVariable;

/** The words that flow 3's model and its code share. */
public final class ReadoutProcess {

    public static final String KEY = "rca-readout-scheduling";

    public static final String MESSAGE_APPROVED = "rca-draft-approved";
    public static final String MESSAGE_CHANGE = "readout-changed";

    public static final String COMPLETE_ROLES = "complete-roles";
    public static final String CONFIRM_SLOT = "confirm-slot";
    public static final String DECIDE_EXCEPTION = "decide-exception";

    /** A word of {@link NextStep}. */
    public static final ProcessVariable<String> NEXT_STEP = ProcessVariable.persistent("nextStep", String.class);

    /** A word of {@link Ranked}. */
    public static final ProcessVariable<String> RANKED = ProcessVariable.persistent("ranked", String.class);

    public static final ProcessVariable<Boolean> SLOTS_HELD = ProcessVariable.persistent("slotsHeld", Boolean.class);
    public static final ProcessVariable<Boolean> SLOT_CONFIRMED =
            ProcessVariable.persistent("slotConfirmed", Boolean.class);
    public static final ProcessVariable<Boolean> SLOT_BOOKED = ProcessVariable.persistent("slotBooked", Boolean.class);

    /** What a case does after it has taken stock. */
    public enum NextStep {
        COMPLETE_ROLES("complete-roles"),
        PLAN("plan"),
        CLOSE("close");

        private final String word;

        NextStep(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What a ranking leads to. */
    public enum Ranked {
        /** There are slots to hold. */
        HOLD("hold"),
        /** A duty manager is asked. */
        ASK("ask"),
        /** Calendars that cannot be read are all that keeps a live case from one of both. */
        WAIT("wait"),
        /** There is nothing that a duty manager could approve. */
        NOTHING("nothing");

        private final String word;

        Ranked(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private ReadoutProcess() {}
}
