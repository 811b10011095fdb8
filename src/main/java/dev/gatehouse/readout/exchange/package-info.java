/**
 * What crosses flow 3's border as JSON or as a sentence: its request and events on the way in, rankings and the reasons
 * why not on the way out. Knows neither engine nor database.
 */
@NullMarked
package dev.gatehouse.readout.exchange;

import org.jspecify.annotations.NullMarked;
