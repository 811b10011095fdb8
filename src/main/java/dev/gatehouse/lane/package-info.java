/**
 * Lanes: what was released, for whom, for how long, and everybody who came to read it.
 *
 * <p>Invariants: a case releases once, into one lane; what is given out is the stored packet whose hash the signed manifest
 * names; only the manifest's audience reads, only at that lane, only in the window {@code [from, to)} by the case's clock;
 * whoever is not in the audience is told the same in every state and for ids that do not exist; a copy ends once and never
 * comes back; every read, forward, refusal and end is in the ledger in the transaction of what it records, and a refusal
 * outlives the refusing. The tables are only ever added to.
 *
 * <p>May depend on cases (the lock and the drill), packet, ledger, people and the faults of intake; knows no flow. Whoever
 * keeps the clock of drills implements {@link dev.gatehouse.lane.DrillClock}; who wants to hear of ends and blocked attempts
 * implements {@link dev.gatehouse.lane.LaneListener}. Source: kernel spec, "Lanes"; spec of flow 5, "lane-handoff".
 */
@NullMarked
package dev.gatehouse.lane;

import org.jspecify.annotations.NullMarked;
