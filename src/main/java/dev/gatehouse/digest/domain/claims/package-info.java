/**
 * What a digest claims, from two revisions of a runbook and the records in force. Without Spring, engine and sentences: a
 * claim is data with at least one source, words are found at the edge.
 */
@NullMarked
package dev.gatehouse.digest.domain.claims;

import org.jspecify.annotations.NullMarked;
