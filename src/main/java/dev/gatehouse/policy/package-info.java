/**
 * The typed face of the DMN tables: rules that a support organisation changes without a programmer. Code asks here and
 * repeats none of them; every answer carries the version of the table that gave it.
 */
@NullMarked
package dev.gatehouse.policy;

import org.jspecify.annotations.NullMarked;
