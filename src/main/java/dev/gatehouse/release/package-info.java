/**
 * What the flows that release into lanes have in common: their manifests as they were assembled and signed, the step from an
 * approved manifest into the lane, the facts that arrive for a packet and which of them are material, the newer versions of
 * records that packets cite, the event clock of drills. {@code domain}: what policy holds against a lane's release; {@code
 * exchange}: events and rules of documents.
 *
 * <p>Invariants: a manifest is never changed, a narrower or otherwise different release is another one; what a person
 * confirmed holds for that one manifest alone; what is released is read back from the store by the hash that was approved;
 * a fact that a later one has overtaken is not material. May depend on lane, cases and gates, packet, policy, records and
 * intake; knows no flow and no engine. A flow gives a {@link dev.gatehouse.release.Standpoint}, and implements {@link
 * dev.gatehouse.release.CitingFlow} to hear of records. Source: specs of flows 2 and 5.
 */
@NullMarked
package dev.gatehouse.release;

import org.jspecify.annotations.NullMarked;
