package dev.gatehouse.gate;

import org.jspecify.annotations.Nullable;

/** Keeps refusals, in a transaction of their own, so that they outlive the rollback of what was refused. */
public interface RefusalLog {

    /**
     * @param user who was refused
     * @param door method and path of the request
     * @param sentence what they were told
     * @param taskId the task it was about, if the door knows it
     * @param caseId the case it was about, if the door knows it
     */
    void refused(String user, String door, String sentence, @Nullable String taskId, @Nullable String caseId);
}
