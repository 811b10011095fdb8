package dev.gatehouse.intake;

/**
 * One thing wrong with what somebody sent.
 *
 * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole document
 * @param message a sentence that says what is wrong and what would be right
 */
public record Fault(String pointer, String message) {}
