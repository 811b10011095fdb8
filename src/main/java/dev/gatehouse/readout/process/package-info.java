/**
 * Flow 3's face towards the engine: delegates and gates. They read typed variables, call one service, set typed
 * variables; the thinking is elsewhere.
 */
@NullMarked
package dev.gatehouse.readout.process;

import org.jspecify.annotations.NullMarked;
