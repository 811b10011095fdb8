package dev.gatehouse.digest.git;

/**
 * A file of one commit.
 *
 * @param blob id of its content
 */
public record ListedFile(String path, String blob) {}
