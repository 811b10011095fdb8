package dev.gatehouse.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gate that was opened once; kept when its task is gone.
 *
 * @param claimed whether one of its candidates has taken it: then it is theirs alone
 * @param withdrawnBecause the sentence that says what withdrew it
 * @param successorTaskId the open gate that took its place
 */
public record GateRecord(
        String taskId,
        String activityInstanceId,
        String caseId,
        String gate,
        @Nullable String assignee,
        @Nullable String actingFor,
        boolean claimed,
        @Nullable Integer revision,
        @Nullable String sha256,
        @Nullable String optionSetSha256,
        @Nullable String manifestSha256,
        State state,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String decision,
        @Nullable String decidedBy,
        @Nullable String withdrawnBecause,
        @Nullable String successorTaskId) {

    public enum State {
        OPEN,
        DECIDED,
        WITHDRAWN
    }
}
