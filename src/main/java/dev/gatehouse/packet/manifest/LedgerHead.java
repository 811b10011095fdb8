package dev.gatehouse.packet.manifest;

/** The case's last ledger entry when the manifest was assembled: everything before it is bound by its hash. */
public record LedgerHead(long sequence, String hash) {}
