/**
 * Flow 2: one disclosure packet, from a shared draft to one released revision. Governs who writes and approves it; ends
 * where the lane has it. Sends nothing to the customer, grants nothing, remedies nothing.
 *
 * <p>Invariants: what is released is, by hash, what every signer signed; nobody releases text they had a hand in; a change
 * to a candidate takes it off every gate. May depend on the shared packages; on no other flow.
 */
@NullMarked
package dev.gatehouse.disclosure;

import org.jspecify.annotations.NullMarked;
