/**
 * What the server signs with, and how: Ed25519 (RFC 8032) over the pre-authentication encoding of a DSSE v1 envelope, so
 * that a signature holds for one type of content only.
 *
 * <p>Invariants: a private key never leaves its file; one key is active and signs; the public key of every key that ever
 * signed stays published, so that what it signed stays verifiable after a rotation. A key's id is the SHA-256 of the DER
 * form of its public key.
 *
 * <p>Whoever verifies shares no code with this package: {@code ledger.verify}, {@code packet.verify}.
 */
@NullMarked
package dev.gatehouse.packet.signing;

import org.jspecify.annotations.NullMarked;
