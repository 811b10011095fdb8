package dev.gatehouse.policy;

/**
 * What a policy table says.
 *
 * @param table the table's key
 * @param version the version of the table that was in force
 */
public record Ruling(boolean yes, String table, int version) {}
