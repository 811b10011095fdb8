/** What the model of flow 4 is bound to: delegates and gates, thin. */
@NullMarked
package dev.gatehouse.digest.process;

import org.jspecify.annotations.NullMarked;
