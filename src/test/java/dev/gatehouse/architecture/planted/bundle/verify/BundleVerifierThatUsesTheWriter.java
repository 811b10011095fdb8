package dev.gatehouse.architecture.planted.bundle.verify;

import dev.gatehouse.architecture.planted.ledger.Writer;

public final class BundleVerifierThatUsesTheWriter {
    public String writer() {
        return Writer.class.getName();
    }
}
