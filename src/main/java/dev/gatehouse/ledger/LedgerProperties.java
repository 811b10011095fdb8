package dev.gatehouse.ledger;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keyFile the private key that signs checkpoints, PKCS#8 in PEM; made when missing; the same for all nodes
 * @param publicKeyFile the public keys that verification trusts, one or more PEM blocks, the keys of earlier times too;
 *     by default the one beside the key file
 * @param checkpointFile where every checkpoint is written again, best out of reach of the database; none by default
 */
@ConfigurationProperties("gatehouse.ledger")
public record LedgerProperties(
        @DefaultValue("data/ledger-key.pem") Path keyFile,
        @Nullable Path publicKeyFile,
        @Nullable Path checkpointFile) {

    /** The file that verification takes its trusted keys from. */
    public Path trustedKeys() {
        return publicKeyFile != null ? publicKeyFile : CheckpointKey.published(keyFile);
    }
}
