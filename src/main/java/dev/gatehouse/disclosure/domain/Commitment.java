package dev.gatehouse.disclosure.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Binds an annex text without showing it: SHA-256 of a 32-byte salt and the text. Source: spec 2, "Packet and hash". */
public final class Commitment {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 32;

    private Commitment() {}

    /** @param salt hexadecimal */
    public static String of(String salt, String text) {
        MessageDigest digest = sha256();
        digest.update(HexFormat.of().parseHex(salt));
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A salt that nobody can guess: short texts could otherwise be tried out. */
    public static String salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** In a drill the same case gives the same hashes. */
    public static String drillSalt(String caseId, String sectionId) {
        return HexFormat.of().formatHex(sha256().digest((caseId + "\n" + sectionId).getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
