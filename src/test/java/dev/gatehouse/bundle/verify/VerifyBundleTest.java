package dev.gatehouse.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bundle.Bundle;
import dev.gatehouse.bundle.Bundle.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input of which nothing can be said. What is found in a bundle, {@code CaseBundlesIT} shows on real ones. */
class VerifyBundleTest {

    @TempDir
    private Path folder;

    private Told told(byte[] file) {
        return Bundle.told(Bundle.written(folder, file));
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void needsAFileThatIsThere() {
        Told told = Bundle.told(folder.resolve("none.zip"));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("There is no file").contains("none.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--url=x", "--keys", "second.zip"})
    void saysHowItIsUsed(String argument) {
        Told told = Bundle.told(folder.resolve("none.zip"), argument);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("Usage: verify-bundle BUNDLE.zip");
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertThat(told("not a zip".getBytes(StandardCharsets.UTF_8)).exitCode())
                .isEqualTo(2);
        assertThat(told(new byte[0]).exitCode()).isEqualTo(2);
    }

    @Test
    void refusesAnArchiveThatIsNoBundle() throws IOException {
        Told told = told(zip("hello.txt", "hello"));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("This is no bundle");
    }

    @Test
    void refusesADamagedArchive() throws IOException {
        byte[] whole = zip("index.json", "{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}");

        assertThat(told(Arrays.copyOf(whole, whole.length / 2)).exitCode()).isEqualTo(2);
        whole[45] ^= 0x55;
        assertThat(told(whole).exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../index.json", "/etc/passwd", "a/b/c.json", "a\\b.json", ".hidden", "folder/"})
    void refusesNamesThatNoBundleHas(String name) throws IOException {
        Told told = told(zip("index.json", "{}", name, ""));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("a name that no bundle has");
    }

    @Test
    void refusesTwoFilesOfOneName() throws IOException {
        byte[] twice = new String(zip("index.jsom", "{}", "index.json", "[]"), StandardCharsets.ISO_8859_1)
                .replace("index.jsom", "index.json")
                .getBytes(StandardCharsets.ISO_8859_1);

        Told told = told(twice);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("two files index.json");
    }

    @Test
    void refusesAnArchiveInFrontOfAnother() throws IOException {
        byte[] hidden = zip("index.json", "{}");
        byte[] shown = zip("other.json", "{}");
        byte[] both = Arrays.copyOf(hidden, hidden.length + shown.length);
        System.arraycopy(shown, 0, both, hidden.length, shown.length);

        Told told = told(both);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("two archives in one");
    }

    @Test
    void stopsUnpackingWhatFillsTheDisk() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("index.json"));
            for (int i = 0; i < 1025; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }

        Told told = Bundle.told(bomb);

        assertThat(Files.size(bomb)).isLessThan(2 << 20);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("more than 1 GiB");
    }

    @Test
    void refusesAnotherFormat() throws IOException {
        String keys =
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";
        String pem =
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";

        Told told = told(zip(
                "keys/ledger.pem",
                pem,
                "keys/manifests.json",
                keys,
                "index.json",
                "{\"format\":\"gatehouse-bundle/9\",\"caseId\":\"A\"}",
                "index.signature.json",
                "{}"));

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).contains("not gatehouse-bundle/1");
    }
}
