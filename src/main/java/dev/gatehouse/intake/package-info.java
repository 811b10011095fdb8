/**
 * The doors by which requests and events come in: strict parsing, validation, the durable inbox. Nothing gets past it
 * half done: what is accepted is stored in the transaction that answers.
 */
@NullMarked
package dev.gatehouse.intake;

import org.jspecify.annotations.NullMarked;
