package dev.gatehouse.recovery;

import dev.gatehouse.engine.ProcessVariable;

/** The words that flow 5's model and its code share. */
public final class RecoveryProcess {

    public static final String KEY = "recovery-recommendation-release";

    public static final String MESSAGE_READY = "recommendation-packet-ready";
    public static final String MESSAGE_CHANGE = "recommendation-changed";

    public static final String CONFIRM_GOVERNANCE = "confirm-governance";
    public static final String APPROVE_RELEASE = "approve-release";
    public static final String RESOLVE_HOLD = "resolve-hold";

    public static final ProcessVariable<Boolean> WITHIN_POLICY =
            ProcessVariable.persistent("withinPolicy", Boolean.class);
    public static final ProcessVariable<String> GOVERNANCE_DECISION =
            ProcessVariable.persistent("governanceDecision", String.class);
    public static final ProcessVariable<String> RELEASE_DECISION =
            ProcessVariable.persistent("releaseDecision", String.class);
    public static final ProcessVariable<String> HOLD_DECISION =
            ProcessVariable.persistent("holdDecision", String.class);

    private RecoveryProcess() {}
}
