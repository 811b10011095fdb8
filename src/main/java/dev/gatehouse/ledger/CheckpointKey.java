package dev.gatehouse.ledger;

import dev.gatehouse.packet.signing.SigningKey;
import java.nio.file.Path;

/** The key that signs checkpoints. */
record CheckpointKey(SigningKey key) {

    /** Reads the key, or makes it when there is no such file; refuses a file that holds none. */
    static CheckpointKey at(Path file) {
        return new CheckpointKey(SigningKey.at(file, "checkpoints of the ledger are", "gatehouse.ledger.key-file"));
    }

    /** Where the public key of a key file is kept: {@code ledger-key.pub.pem} beside {@code ledger-key.pem}. */
    static Path published(Path file) {
        return SigningKey.published(file);
    }

    String id() {
        return key.id();
    }

    /** Base64 of the signature of a checkpoint's body. */
    String sign(byte[] body) {
        return key.sign(Checkpoint.TYPE, body);
    }
}
