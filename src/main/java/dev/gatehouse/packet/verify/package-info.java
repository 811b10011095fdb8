/**
 * Proves offline that a packet is the one that was released, for whom, and that it still is: the command {@code verify}.
 *
 * <p>Invariants: only ever reads files; asks no server and no database; believes only keys from a file that the caller
 * holds; shares no code with what signs and hashes ({@code packet}, {@code packet.signing}, {@code packet.manifest}, {@code
 * lane}), but is written from the description of the formats there, so that a mistake of the one is not the other's too.
 * May depend on {@code java..}, Jackson, the canonicalizer's way to write a number, what commands are, and Spring Boot's
 * answer to where the jar is.
 *
 * <p>A file with two readings is refused: duplicate names, bytes that are not UTF-8, lone surrogates, numbers that RFC 8785
 * would change. Source: spec of flow 5, "Shapes".
 */
@NullMarked
package dev.gatehouse.packet.verify;

import org.jspecify.annotations.NullMarked;
