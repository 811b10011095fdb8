package dev.gatehouse.gate;

/** Keeps what an admin does by force. Recorded before it is done: an attempt that fails has been an attempt. */
public interface BreakGlass {

    /**
     * @param user the admin
     * @param reason their own words, never empty
     * @param what method and path of the request
     * @param processInstanceId the instance it is done to
     * @throws RefusedException when it would open or pass a gate
     */
    void record(String user, String reason, String what, String processInstanceId);
}
