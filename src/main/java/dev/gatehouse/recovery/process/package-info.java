/**
 * Flow 5's face towards the engine: delegates and gates. They read typed variables, call one service, set typed
 * variables; the thinking is elsewhere.
 */
@NullMarked
package dev.gatehouse.recovery.process;

import org.jspecify.annotations.NullMarked;
