package dev.gatehouse.disclosure.domain;

/** Something said about a section; changes nothing. */
public record Comment(String by, String sectionId, String text, String at) {}
