package dev.gatehouse.readout.domain;

/**
 * The interpreter that was asked for.
 *
 * @param required false assigns nobody and is never in the way
 */
public record InterpreterNeed(String language, boolean required) {}
