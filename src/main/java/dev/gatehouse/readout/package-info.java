/**
 * Flow 3: finds a slot for a contractual root-cause readout, holds the best ones and lets a named human confirm one.
 *
 * <p>Invariants: nothing is booked that was not held, confirmed by a named person and free when every calendar was read
 * once more; what cannot be read is never free; a hold is on all calendars or on none and goes when its case goes; what a
 * duty manager gives up is given up for one slot alone; whoever asks for an exception never decides it. Of calendars only
 * times are kept. May depend on the kernel's packages; never on another flow. Source: spec 3.
 */
@NullMarked
package dev.gatehouse.readout;

import org.jspecify.annotations.NullMarked;
