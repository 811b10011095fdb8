package dev.gatehouse.digest.domain.runbook;

/**
 * What the runbook takes for granted of a record, from {@code assumes} in its front matter.
 *
 * @param expect the value that the record's field should have
 * @param anchor of the unit that says so, {@code assumes/<register>/<key>/<field>}
 */
public record Assumption(String register, String key, String field, Scalar expect, String anchor, Lines lines) {}
