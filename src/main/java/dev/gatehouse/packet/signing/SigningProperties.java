package dev.gatehouse.packet.signing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keys the folder of the keys, the same for all nodes: {@code NAME.pem} holds a private key, {@code NAME.pub.pem} its
 *     public one. A retired private key may be removed, its public one stays
 * @param active the NAME of the key that signs; made when missing
 */
@ConfigurationProperties("gatehouse.signing")
record SigningProperties(
        @DefaultValue("data/signing-keys") Path keys,
        @DefaultValue("manifest-key") String active) {}
