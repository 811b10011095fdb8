/**
 * Proves a case from its bundle alone: the command {@code verify-bundle}.
 *
 * <p>Invariants: only ever reads; asks no server and no database; shares no code with what writes a bundle or what is in it,
 * but is written from the description in {@code dev.gatehouse.bundle}; holds chain, checkpoints and manifests to the rules of
 * {@code ledger.verify} and {@code packet.verify}, the only packages here that it knows. An archive is read with limits: it
 * may come from anybody.
 */
@NullMarked
package dev.gatehouse.bundle.verify;

import org.jspecify.annotations.NullMarked;
