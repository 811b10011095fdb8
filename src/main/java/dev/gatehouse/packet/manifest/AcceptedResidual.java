package dev.gatehouse.packet.manifest;

import java.time.Instant;

/** A residual objection that stands, with its text, and who released in spite of it. */
public record AcceptedResidual(String objectionId, String sectionId, String statement, String acceptedBy, Instant at) {}
