package dev.gatehouse.disclosure.domain;

/**
 * A word that commits to something, and what was said when its text was accepted, edited in or rejected.
 *
 * @param accepted whether the text went in
 */
public record FlaggedWord(String word, String sectionId, boolean accepted, String reason, String by) {}
