/**
 * What crosses flow 4's border as JSON or as a sentence: its requests and events on the way in, digests and the reasons why
 * not on the way out. Reads and refuses; stores and decides nothing.
 */
@NullMarked
package dev.gatehouse.digest.exchange;

import org.jspecify.annotations.NullMarked;
