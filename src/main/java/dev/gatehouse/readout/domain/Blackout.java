package dev.gatehouse.readout.domain;

/** A time of the customer's that no readout may touch and nobody here may give up. */
public record Blackout(TimeSpan time, String reason) {}
