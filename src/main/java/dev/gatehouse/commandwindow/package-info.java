/**
 * Flow 1: rebuilds a live severity-one command window under authoritative changes and stops at one packet that the bridge
 * lead adopts, exactly as it is. Drafts no customer language, executes no checkpoint.
 */
@NullMarked
package dev.gatehouse.commandwindow;

import org.jspecify.annotations.NullMarked;
