package dev.gatehouse.readout.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A zone's clocks are put forward or back between now and the deadline. */
public record ClockChange(ZoneId zone, Instant at, ZoneOffset offsetBefore, ZoneOffset offsetAfter) {}
