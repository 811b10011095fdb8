/**
 * What flows show of two texts. Pure functions; depends on the language alone.
 */
@NullMarked
package dev.gatehouse.text.domain;

import org.jspecify.annotations.NullMarked;
