package dev.gatehouse.gate;

import java.util.List;
import java.util.Map;

/**
 * Asked by the engine's doors before a task is touched. What it lets pass is judged once more inside the engine's
 * transaction; what it refuses never gets that far and so gets a sentence instead of the engine's own error.
 */
public interface DecisionGuard {

    /**
     * @param user who asks, authenticated
     * @param taskId a task that may be open, decided, withdrawn or unknown
     * @throws RefusedException when this person may not take this task on now
     */
    void beforeClaim(String user, String taskId);

    /** The variables that a decision on this task may carry. */
    List<String> variables(String taskId);

    /**
     * Also asked again after an attempt that the engine failed, to say what came first.
     *
     * @param variables what was sent of {@link #variables(String)}, as far as present and not null
     * @throws RefusedException when this decision cannot be taken now
     * @throws dev.gatehouse.intake.FaultsException every fault of a document that was sent with it
     */
    void beforeDecision(String user, String taskId, Map<String, String> variables);
}
