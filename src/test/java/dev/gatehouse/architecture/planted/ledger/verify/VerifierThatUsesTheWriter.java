package dev.gatehouse.architecture.planted.ledger.verify;

import dev.gatehouse.architecture.planted.ledger.Writer;

public final class VerifierThatUsesTheWriter {
    public boolean holds(String entry, String hash) {
        return Writer.hash(entry).equals(hash);
    }
}
