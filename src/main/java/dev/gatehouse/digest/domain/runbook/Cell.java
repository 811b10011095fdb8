package dev.gatehouse.digest.domain.runbook;

/**
 * One cell of a table row.
 *
 * @param column name in lower case; empty for a cell beyond the last column
 */
public record Cell(String column, String text) {}
