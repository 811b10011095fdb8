package dev.gatehouse.ledger.verify;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The entry hashes of one case that checkpoints vouch for; packed, because there may be millions. */
final class CoveredHashes {
    /** Stands where no hash is stated. */
    static final String NONE = "0".repeat(64);

    private static final int SIZE = 32;

    private byte[] packed = new byte[SIZE * 16];
    private int last;

    /** The highest sequence number that a checkpoint covers. */
    long last() {
        return last;
    }

    /** Takes up what a checkpoint states about the case; gives why that can't be so, null when it can. */
    @Nullable
    String take(SignedCheckpoint.Head head) {
        boolean follows = head.after() == last
                && head.sequence() == head.after() + head.hashes().size();
        try {
            for (int i = 0; i < head.hashes().size(); i++) {
                put(head.after() + 1 + i, head.hashes().get(i));
            }
        } catch (IllegalArgumentException e) {
            return "states something else than hashes";
        }
        return follows
                ? null
                : "does not start where the entries of case %s were last covered".formatted(head.caseId());
    }

    /** @throws IllegalArgumentException when it is no SHA-256 or no sequence number */
    void put(long sequence, String hash) {
        byte[] bytes = HexFormat.of().parseHex(hash);
        if (bytes.length != SIZE || sequence < 1 || sequence > Integer.MAX_VALUE / SIZE) {
            throw new IllegalArgumentException("no entry hash");
        }
        int end = (int) sequence * SIZE;
        if (end > packed.length) {
            packed = Arrays.copyOf(packed, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8L, packed.length * 2L)));
        }
        System.arraycopy(bytes, 0, packed, end - SIZE, SIZE);
        last = Math.max(last, (int) sequence);
    }

    /** Null when no checkpoint states one. */
    @Nullable
    String at(long sequence) {
        if (sequence < 1 || sequence > last) {
            return null;
        }
        int start = ((int) sequence - 1) * SIZE;
        byte[] hash = Arrays.copyOfRange(packed, start, start + SIZE);
        return Arrays.equals(hash, new byte[SIZE]) ? null : HexFormat.of().formatHex(hash);
    }
}
