package dev.gatehouse.readout.domain;

/** Another person for a required role. */
public record Substitute(String role, String person) {}
