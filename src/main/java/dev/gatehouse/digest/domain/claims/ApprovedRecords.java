package dev.gatehouse.digest.domain.claims;

import java.util.List;
import java.util.Optional;

/** The records in force at the digest's clock: the highest approved version that is published by then and not withdrawn since. */
public interface ApprovedRecords {

    Optional<ApprovedRecord> current(RecordName name);

    /** Every record of the register that is in force, by key. */
    List<ApprovedRecord> current(String register);
}
