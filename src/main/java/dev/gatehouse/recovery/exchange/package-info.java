/**
 * Flow 5's documents: requests, events and revisions from JSON, faults as sentences. Reads and refuses; stores and
 * decides nothing.
 */
@NullMarked
package dev.gatehouse.recovery.exchange;

import org.jspecify.annotations.NullMarked;
