/**
 * How people and agents write one disclosure packet: sections with their owners, suggestions, objections, comments, who
 * contributed what, and who may do which of it. Every change gives another {@link
 * dev.gatehouse.disclosure.domain.Draft}; what is against a change is a {@link dev.gatehouse.disclosure.domain.Refusal}.
 *
 * <p>Invariants: an objection is never lost, whatever becomes of its section; text changes only by its section's owner;
 * an acceptance of disagreement holds for one revision. Depends on the language alone.
 */
@NullMarked
package dev.gatehouse.disclosure.domain;

import org.jspecify.annotations.NullMarked;
