/**
 * Flow 2's face towards the engine: delegates and gates. They read typed variables, call one service, set typed variables;
 * the thinking is elsewhere.
 */
@NullMarked
package dev.gatehouse.disclosure.process;

import org.jspecify.annotations.NullMarked;
