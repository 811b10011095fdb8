/** Entry point of Gatehouse: governed premium-support flows on an embedded Camunda 7 engine. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
