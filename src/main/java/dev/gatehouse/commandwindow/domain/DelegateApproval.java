package dev.gatehouse.commandwindow.domain;

import java.time.Instant;

/** Whether policy has approved somebody to stand in for somebody else. */
@FunctionalInterface
public interface DelegateApproval {
    /** @param scope the severity of the command window */
    boolean approved(String role, String principal, String delegate, String scope, Instant at);
}
