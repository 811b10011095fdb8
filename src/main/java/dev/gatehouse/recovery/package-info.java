/**
 * Flow 5: the release of one recovery recommendation into one executive lane for one window, under one approver. It
 * decides no remedy, posts no credit, tells the customer nothing. Root: what happens, step by step; {@code domain}: what
 * keeps a packet from release; {@code exchange}: its documents; {@code process}: its face towards the engine.
 *
 * <p>Invariants: only the candidate that two people confirmed by packet, option-set and manifest hash reaches the lane;
 * a superseded hash never comes back by event; whatever changes the manifest is confirmed by governance again. Source:
 * spec 5.
 */
@NullMarked
package dev.gatehouse.recovery;

import org.jspecify.annotations.NullMarked;
