package dev.gatehouse.digest.git;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gatehouse.digest.*}: how remote repositories are copied.
 *
 * @param cache folder of the copies; may be deleted at any time, best kept on one node's own disk
 * @param timeout for one answer of a server
 * @param patience for bringing a copy up to date, the wait for others that do so included
 * @param ssh folder with {@code known_hosts}, {@code config} and keys for ssh URLs; by default {@code .ssh} of the account
 */
@ConfigurationProperties("gatehouse.digest")
public record MirrorSettings(
        @DefaultValue("data/runbooks") Path cache,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("45s") Duration patience,
        @Nullable Path ssh) {

    public MirrorSettings {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || patience.compareTo(timeout) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.digest.timeout is %s and .patience %s; expected at least 1 s, and patience no shorter than timeout."
                            .formatted(timeout, patience));
        }
    }
}
