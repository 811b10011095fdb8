package dev.gatehouse.records;

/** Knows for whom cases open records that are otherwise closed to them; one bean for each flow that has agents. */
public interface CitingCases {

    /**
     * Whether the account is named as an agent in a live case, and something in that case that the agent may read cites the
     * record. It then reads every APPROVED version: a newer one is what the case has to hear of.
     */
    boolean openTo(String agent, String register, String key);
}
