/**
 * What the documents of the flows that release into lanes have in common: the events about them, rules of their requests,
 * and what policy holds against a release as sentences. Reads and refuses; stores and decides nothing.
 */
@NullMarked
package dev.gatehouse.release.exchange;

import org.jspecify.annotations.NullMarked;
