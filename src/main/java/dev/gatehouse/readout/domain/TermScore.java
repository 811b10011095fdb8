package dev.gatehouse.readout.domain;

/**
 * One term of a slot's score.
 *
 * @param value 0 to 1000
 * @param points value times weight
 */
public record TermScore(Term term, int value, int weight, long points) {}
