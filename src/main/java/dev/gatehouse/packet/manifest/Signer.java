package dev.gatehouse.packet.manifest;

import java.time.Instant;

/**
 * Somebody who signed, confirmed or released.
 *
 * @param account a named person; "X for Y" where somebody acted for somebody
 * @param as in which part, such as {@code release-owner}
 * @param at by the case's clock
 */
public record Signer(String account, String as, Instant at) {}
