/**
 * The append-only log of every case, and the signed checkpoints over all of them.
 *
 * <p>Invariants: an entry is written in the transaction of what it records, both or neither; the entries of a case are
 * numbered from 1 without a gap; each names the hash of the one before; nothing is ever changed or removed. A checkpoint
 * covers committed entries only, and of each case an unbroken stretch that starts where the last one ended.
 *
 * <p><b>How an entry is hashed.</b> SHA-256 over fields, each preceded by its length in bytes (4 bytes, big endian), texts
 * in UTF-8, numbers in 8 bytes big endian: {@code "gatehouse.ledger.entry.v1"}, case id, sequence, time in microseconds
 * since 1970, actor, kind, subject, SHA-256 of the payload (hexadecimal, as stored), policies (as stored), previous hash
 * (hexadecimal, as stored). The first entry's previous hash is that of {@code "gatehouse.ledger.genesis.v1"} and the case
 * id, hashed the same way. Payload and policies are canonical JSON (RFC 8785). All hashes are 64 lower-case hexadecimal
 * digits.
 *
 * <p><b>What binds a revision.</b> An entry whose payload has a whole number {@code revision} and a text {@code sha256}
 * states that this revision of the case has that hash, unless its kind ends with {@code _REFUSED}; the verifier holds the
 * store to it.
 *
 * <p><b>How a checkpoint is signed.</b> Its body is canonical JSON: {@code number} (from 1), {@code at}, {@code previous}
 * (SHA-256 of the body before, null in the first) and {@code heads}, one for each case that grew: {@code caseId}, {@code
 * after} and {@code sequence} (it covers the entries after the one up to the other), {@code hashes} (theirs, in order).
 * The signature is Ed25519 (RFC 8032) over the DSSE v1 pre-authentication encoding of the body with the type {@value
 * dev.gatehouse.ledger.Checkpoint#TYPE}. The key id is the SHA-256 of the public key's DER form.
 *
 * <p>{@code ledger.verify} checks all of this and shares no code with this package: it is written from the text above.
 */
@NullMarked
package dev.gatehouse.ledger;

import org.jspecify.annotations.NullMarked;
