/**
 * Who may open what: the one mechanism behind every gate of every flow. A gate is a user task bound to one exact
 * revision; a decision is checked, recorded and completed in one transaction or not at all.
 */
@NullMarked
package dev.gatehouse.gate;

import org.jspecify.annotations.NullMarked;
