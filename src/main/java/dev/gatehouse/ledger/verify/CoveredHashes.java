package dev.gatehouse.ledger.verify;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The entry hashes of one case that checkpoints vouch for; packed, because there may be millions. */
final class CoveredHashes {
    private static final int SIZE = 32;

    private byte[] packed = new byte[SIZE * 16];
    private int last;

    /** The highest sequence number that a checkpoint covers. */
    long last() {
        return last;
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
