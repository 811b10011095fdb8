/**
 * What a human decides on, as bytes: strict JSON in, canonical JSON (RFC 8785) out, the SHA-256 of exactly those bytes,
 * and the store of immutable revisions.
 *
 * <p>Invariants: a revision's content is never changed, only superseded by another revision; its content is the canonical
 * JSON whose SHA-256 it is stored under, and every read checks that again; every state of a revision is a row of its own;
 * at most one revision of a case is authoritative and at most one is the candidate, and the database itself refuses a
 * second. Nothing is ever released from anywhere but this store.
 *
 * <p>May depend on Jackson, the canonicalizer and JDBC; knows no flow, no engine and no gate.
 */
@NullMarked
package dev.gatehouse.packet;

import org.jspecify.annotations.NullMarked;
