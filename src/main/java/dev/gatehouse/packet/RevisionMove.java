package dev.gatehouse.packet;

import java.time.Instant;

/**
 * One step in the life of a revision.
 *
 * @param cause why, as a short text; empty for the first step
 */
public record RevisionMove(int number, RevisionState state, Instant at, String actor, String cause) {}
