package dev.gatehouse.digest.domain.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of units: SHA-256 (FIPS 180-4) of kind, NUL and canonical form, as 64 lower-case hexadecimal digits. */
final class Hashing {
    private final MessageDigest digest;

    Hashing() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String of(UnitKind kind, Wording wording) {
        String hashed = kind.name() + '\0' + wording.canonical();
        return HexFormat.of().formatHex(digest.digest(hashed.getBytes(StandardCharsets.UTF_8)));
    }
}
