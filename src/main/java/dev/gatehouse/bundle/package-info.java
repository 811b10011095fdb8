/**
 * The auditor's bundle: one archive with everything that proves a case without the server and the database it came from.
 *
 * <p>Invariants: everything in it is read in one snapshot, as it is stored, believed or not: what somebody did to the
 * database is for the verifier to find; the same state of a case gives the same bytes to whoever has the same rights;
 * nobody gets bytes that they may not read at the other doors, and what is withheld is said where it would be, with its
 * hash. May depend on cases, packet, release, ledger, policy; nothing depends on it.
 *
 * <p><b>What is in it.</b> A zip archive, its members in this order, all of the same date:
 *
 * <ul>
 *   <li>{@code README.txt}
 *   <li>{@code keys/ledger.pem}: the public keys of checkpoints; {@code keys/manifests.json}: a JWK set of those of manifests
 *       and of this index
 *   <li>{@code checkpoints.jsonl}: those that name the case, one DSSE envelope to a line, by number
 *   <li>{@code ledger.jsonl}: one entry to a line, each an object of the columns in {@code gh_ledger}; {@code payload} and
 *       {@code policies} are texts, because they are hashed as they are stored ({@code payloadBase64} where the stored
 *       payload is no UTF-8)
 *   <li>{@code manifests/N.json}: every manifest that was put before people, canonical JSON without signers
 *   <li>{@code released/manifest.json} and {@code released/packet.json}: the signed manifest, a DSSE envelope, and the bytes in
 *       the lane
 *   <li>{@code revisions/N.json}, {@code revisions/N-F.json}: the bytes of revision N, and of its form F after the first;
 *       {@code views/...}: where those are withheld, what the reader may see of them
 *   <li>{@code policies/TABLE-VERSION.dmn}: every table version that an entry or a manifest names
 *   <li>{@code index.json}: canonical JSON that names the case, every revision, manifest, checkpoint and table, and every
 *       member before it with its SHA-256 and size; {@code index.signature.json}: a DSSE envelope around exactly these bytes,
 *       of the type {@value dev.gatehouse.bundle.BundleIndex#TYPE}
 * </ul>
 *
 * <p>{@code bundle.verify} is written from this text and shares no code with this package.
 */
@NullMarked
package dev.gatehouse.bundle;

import org.jspecify.annotations.NullMarked;
