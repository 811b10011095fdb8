/**
 * Who there is: people, agents and source systems, and the groups they belong to. Says nothing about what somebody may
 * do in a flow (that is policy) and never holds a password. Depends on nothing of the engine; the engine's own identity
 * tables stand behind {@link dev.gatehouse.people.Directory}.
 */
@NullMarked
package dev.gatehouse.people;

import org.jspecify.annotations.NullMarked;
