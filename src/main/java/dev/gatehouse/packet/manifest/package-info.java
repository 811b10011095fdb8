/**
 * The release manifest: what exactly is released to whom, for how long, on whose signatures, under which policy, and that
 * nothing is decided by it.
 *
 * <p><b>What is signed.</b> A DSSE v1 envelope of the type {@value dev.gatehouse.packet.manifest.ReleaseManifest#TYPE}
 * whose payload is the manifest as canonical JSON (RFC 8785), with these members: {@code packetId}, {@code revision},
 * {@code sha256} (of the packet's canonical JSON), {@code optionSetSha256} (only where there is an option set: of {@code
 * {"blockedTerms": packet.blockedTerms, "options": packet.options}}), {@code lane}, {@code audience}, {@code signers}
 * ({@code account}, {@code as}, {@code at}), {@code acceptedResiduals} ({@code objectionId}, {@code sectionId}, {@code
 * statement}, {@code acceptedBy}, {@code at}), {@code blockedTerms}, {@code validity} ({@code from}, {@code to}: valid from
 * the one on and until just before the other), {@code policies} (version by table), {@code ledgerHead} ({@code sequence},
 * {@code hash}), {@code boundary}, {@code drill} and {@code releaseIsDecision}, which is always false. Times are RFC 3339
 * in UTC.
 *
 * <p>What people confirm and sign beforehand is named by {@code manifestSha256}: the SHA-256 of the canonical JSON of the
 * manifest without {@code signers}.
 *
 * <p>{@code packet.verify} is written from this text and shares no code with this package.
 */
@NullMarked
package dev.gatehouse.packet.manifest;

import org.jspecify.annotations.NullMarked;
