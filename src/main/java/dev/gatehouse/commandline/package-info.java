/**
 * What can be done with the program instead of starting the server: {@code java -jar gatehouse.jar COMMAND ...}. A command
 * is chosen by the first argument; whatever starts with two dashes is the server's.
 */
@NullMarked
package dev.gatehouse.commandline;

import org.jspecify.annotations.NullMarked;
