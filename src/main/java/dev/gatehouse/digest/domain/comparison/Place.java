package dev.gatehouse.digest.domain.comparison;

/**
 * Where a unit stands in one of the revisions.
 *
 * @param section anchor of its heading there, empty before the first one
 * @param parent anchor of the list item around it, otherwise the section
 * @param position among its siblings of the same kind, from 1: a second item, a third paragraph
 */
public record Place(String section, String parent, int position) {}
