package dev.gatehouse.ledger;

/** Who may read what is recorded about a case. Implemented where cases are known. */
public interface CaseReaders {
    /**
     * Returns when the account may read the case's ledger and its verification.
     *
     * @throws dev.gatehouse.gate.RefusedException FORBIDDEN, or UNKNOWN when there is no such case
     */
    void mayReadLedger(String caseId, String account);
}
