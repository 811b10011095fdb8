package dev.gatehouse.gate;

import dev.gatehouse.cases.CaseFile;
import java.time.Instant;
import java.util.Optional;
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

    /** Who may decide it: live while it is open, as it was left afterwards. */
    Optional<Gate.Holder> holder(CaseFile caseFile, Gate kind) {
        return state == State.OPEN && !claimed
                ? kind.holder(caseFile, this)
                : Optional.ofNullable(assignee).map(person -> new Gate.Holder(person, actingFor));
    }

    public enum State {
        OPEN,
        DECIDED,
        WITHDRAWN
    }
}
