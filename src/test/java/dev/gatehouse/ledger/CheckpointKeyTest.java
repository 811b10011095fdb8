package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeyTest {
    @TempDir
    private Path folder;

    @Test
    void makesAKeyThatOnlyItsOwnerReads() throws IOException {
        Path file = folder.resolve("data/ledger-key.pem");

        CheckpointKey.at(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(folder.resolve("data/ledger-key.pub.pem")))
                .startsWith("-----BEGIN PUBLIC KEY-----\n");
        try (var left = Files.list(folder.resolve("data"))) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void readsTheSameKeyAgain() {
        Path file = folder.resolve("key.pem");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        CheckpointKey made = CheckpointKey.at(file);
        CheckpointKey read = CheckpointKey.at(file);

        assertThat(read.id()).isEqualTo(made.id());
        assertThat(read.sign(body)).isEqualTo(made.sign(body));
    }

    @Test
    void derivesThePublicKeyOfRfc8032() throws IOException {
        // RFC 8032, section 7.1, test 1: seed 9d61b19d..., public key d75a9801...; in PEM as openssl writes them
        Path file = folder.resolve("key.pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                        + "-----END PRIVATE KEY-----\n");

        CheckpointKey.at(file);

        assertThat(Files.readString(CheckpointKey.published(file)))
                .isEqualTo("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                        + "-----END PUBLIC KEY-----\n");
    }

    @Test
    void isOneKeyWhenSeveralNodesStartAtTheSameMoment() {
        Path file = folder.resolve("key.pem");
        List<CompletableFuture<String>> nodes = IntStream.range(0, 8)
                .mapToObj(node -> CompletableFuture.supplyAsync(
                        () -> CheckpointKey.at(file).id()))
                .toList();

        assertThat(nodes.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void refusesAFileThatHoldsNoKey() throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), "nothing");

        assertThatIllegalStateException()
                .isThrownBy(() -> CheckpointKey.at(file))
                .withMessageContaining("gatehouse.ledger.key-file");
    }
}
