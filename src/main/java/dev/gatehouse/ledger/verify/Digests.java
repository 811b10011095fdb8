package dev.gatehouse.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of the ledger's formats, from their description. */
final class Digests {
    private Digests() {}

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String genesis(String caseId) {
        return sha256(framed("gatehouse.ledger.genesis.v1", caseId));
    }

    static String entry(EntryRow entry) {
        return sha256(framed(
                "gatehouse.ledger.entry.v1",
                entry.caseId(),
                entry.sequence(),
                entry.atMicros(),
                entry.actor(),
                entry.kind(),
                entry.subject(),
                entry.payloadSha256(),
                entry.policies(),
                entry.previousHash()));
    }

    /** Each field behind its length: texts in UTF-8, numbers in eight bytes. */
    private static byte[] framed(Object... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object field : fields) {
                if (field instanceof Long number) {
                    out.writeInt(8);
                    out.writeLong(number);
                } else {
                    byte[] text = field.toString().getBytes(StandardCharsets.UTF_8);
                    out.writeInt(text.length);
                    out.write(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
