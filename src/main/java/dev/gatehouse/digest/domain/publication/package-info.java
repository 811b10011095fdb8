/**
 * Who may publish a runbook, and how: the rules by which a tag is taken for a publication or refused, and what a human
 * has to resolve where the source is not as asked. Pure rules over what was read; knows neither Git nor the policy
 * tables. A draft branch, an informal note and a tag that anybody could have set are never a source. Source: spec 4,
 * "Verify the publication".
 */
@NullMarked
package dev.gatehouse.digest.domain.publication;

import org.jspecify.annotations.NullMarked;
