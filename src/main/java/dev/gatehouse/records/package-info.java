/**
 * The registers that upstream systems mirror here: every version of every record as it came, and which of them a flow
 * may use.
 *
 * <p>Invariants: a version is never changed, overwritten or removed; only the account that the directory names for a
 * register writes to it; only APPROVED versions ever feed a flow; a record's hash covers where it belongs (register, key,
 * version, status, publishedAt) as well as what it says, so that whoever cites the hash cites all of it.
 *
 * <p>May depend on packet (strict and canonical JSON), people, policy (freshness) and the faults of intake; knows no flow
 * and no engine. A flow that has to hear of a new version implements {@link dev.gatehouse.records.RecordListener}. Source:
 * kernel spec, "Authoritative records".
 */
@NullMarked
package dev.gatehouse.records;

import org.jspecify.annotations.NullMarked;
