/**
 * The JSON of the command-window flow: requests and events on their way in, packets on their way out, cut for whoever
 * reads them, and the words in which reasons are told.
 *
 * <p>Invariants: whatever is wrong with an input is said in one answer; what leaves is built from an allow-list. May
 * depend on the flow's domain, on Jackson, on the schema validator and on {@code intake}'s faults.
 */
@NullMarked
package dev.gatehouse.commandwindow.exchange;

import org.jspecify.annotations.NullMarked;
