package dev.gatehouse.packet.manifest;

/**
 * A record that a packet cites in one version and that says the same in a newer one, as it was found at the release.
 *
 * @param cited the version in the packet
 * @param present the version in force
 */
public record NewerRecord(String register, String key, long cited, long present) {}
