/**
 * The only shared Camunda configuration: what every flow's models are deployed and run with. Flows depend on it for
 * typed variables; it depends on no flow.
 */
@NullMarked
package dev.gatehouse.engine;

import org.jspecify.annotations.NullMarked;
