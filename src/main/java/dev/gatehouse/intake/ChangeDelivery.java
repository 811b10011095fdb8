package dev.gatehouse.intake;

/**
 * Wakes the flow of a case that has unapplied events in its {@link Inbox}. Called after the commit that made them
 * durable, so a call can be lost with its node: whoever implements this also sweeps {@link Inbox#casesWithNews()}.
 */
public interface ChangeDelivery {
    void caseHasNews(String caseId);
}
