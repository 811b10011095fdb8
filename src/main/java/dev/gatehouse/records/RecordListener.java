package dev.gatehouse.records;

/** Hears of records as they arrive; one bean for each flow that cites records. */
public interface RecordListener {

    /**
     * A version has come that is now the newest APPROVED one of its record. Called in the transaction that stores it: an
     * exception refuses the record.
     *
     * @param account the mirroring account
     */
    void published(MirroredRecord newest, String account);
}
