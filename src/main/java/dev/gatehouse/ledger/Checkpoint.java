package dev.gatehouse.ledger;

import java.time.Instant;

/**
 * A signed statement of what the chains were; the body's format is in the package's description.
 *
 * @param number counted from 1 over the whole database
 * @param body canonical JSON
 * @param signature Ed25519 over the body, Base64
 * @param keyId SHA-256 of the DER form of the public key that verifies it
 */
record Checkpoint(long number, Instant at, byte[] body, String signature, String keyId) {
    static final String TYPE = "application/vnd.gatehouse.ledger-checkpoint.v1+json";
}
