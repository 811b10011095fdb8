package dev.gatehouse.architecture.planted.packet.verify;

import dev.gatehouse.architecture.planted.packet.signing.Signer;

public final class VerifierThatUsesTheSigner {
    public boolean holds(String manifest, String signature) {
        return Signer.signed(manifest).equals(signature);
    }
}
