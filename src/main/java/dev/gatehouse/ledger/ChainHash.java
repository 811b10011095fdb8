package dev.gatehouse.ledger;

import dev.gatehouse.packet.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Hashes fields so that no two different sequences of fields are ever the same bytes; format: see the package. */
final class ChainHash {
    private final MessageDigest digest = Sha256.digest();

    private ChainHash(String domain) {
        text(domain);
    }

    static String genesis(String caseId) {
        return new ChainHash("gatehouse.ledger.genesis.v1").text(caseId).hex();
    }

    static String entry(
            String caseId,
            long sequence,
            Instant at,
            String actor,
            LedgerKind kind,
            String subject,
            String payloadSha256,
            String policies,
            String previousHash) {
        return new ChainHash("gatehouse.ledger.entry.v1")
                .text(caseId)
                .number(sequence)
                .number(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .text(actor)
                .text(kind.name())
                .text(subject)
                .text(payloadSha256)
                .text(policies)
                .text(previousHash)
                .hex();
    }

    private ChainHash text(String value) {
        return field(value.getBytes(StandardCharsets.UTF_8));
    }

    private ChainHash number(long value) {
        return field(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private ChainHash field(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
