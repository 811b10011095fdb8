/** What the demo profile adds: one live case per flow, so that a newcomer has something to decide in the first minute. */
@NullMarked
package dev.gatehouse.demo;

import org.jspecify.annotations.NullMarked;
