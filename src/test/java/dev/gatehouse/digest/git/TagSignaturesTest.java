package dev.gatehouse.digest.git;

import static dev.gatehouse.digest.RunbookRepository.MAIN;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static dev.gatehouse.digest.RunbookRepository.at;
import static dev.gatehouse.digest.RunbookRepository.tagText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.RunbookRepository;
import dev.gatehouse.digest.SshKey;
import dev.gatehouse.digest.domain.publication.AllowedSigner;
import dev.gatehouse.digest.domain.publication.TagFacts;
import dev.gatehouse.digest.domain.publication.TagReading.AnnotatedTag;
import dev.gatehouse.digest.domain.publication.TagSignature;
import dev.gatehouse.digest.domain.publication.TagSignature.Bad;
import dev.gatehouse.digest.domain.publication.TagSignature.Good;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code tags/} were signed by OpenSSH, GnuPG and OpenSSL. */
class TagSignaturesTest {

    private static final String TAG = "published/2026-04-15";
    private static final OffsetDateTime TIME = at("2026-04-15T10:00:00Z");

    @TempDir
    Path folder;

    private RunbookRepository repository;
    private String commit;

    @BeforeEach
    void begin() {
        GitSurroundings.set();
        TagSignatures.set();
        repository = RunbookRepository.bare(folder.resolve("runbooks.git"));
        commit = repository.commit("runbooks/a.md", "# A\n", ROSA, at("2026-04-15T09:00:00Z"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void knowsTheKeyThatOpenSshSignedWith(String type) {
        repository.annotate(TAG, resource("signed-with-" + type + ".tag"));

        assertThat(facts().commit()).isEqualTo(commit);
        assertThat(facts().message()).isEqualTo("Publish\n");
        assertThat(facts().signature())
                .isEqualTo(new Good(AllowedSigner.of(resource(type + ".pub")).fingerprint()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void knowsTheKeyOfEveryType(SshKey key) {
        repository.sign(TAG, commit, ROSA, TIME, key);

        assertThat(facts().signature()).isEqualTo(new Good(key.fingerprint()));
        assertThat(AllowedSigner.of(key.publicKey()).fingerprint()).isEqualTo(key.fingerprint());
    }

    static Stream<SshKey> keys() {
        return Stream.of(SshKey.ed25519(), SshKey.ecdsa(), SshKey.rsa());
    }

    @Test
    void findsNoSignature() {
        repository.annotate(TAG, commit, ROSA, TIME);

        assertThat(facts().signature()).isEqualTo(new TagSignature.Unsigned());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Publish", "published/2026-04-15", "1776247200", "Rosa Ito", "object 3"})
    void findsThatTheTextWasChanged(String part) {
        String signed = resource("signed-with-ed25519.tag");
        String changed = part.startsWith("object ")
                ? signed.replaceFirst("object [0-9a-f]{40}", "object " + repository.commit("b", "b", ROSA, TIME))
                : signed.replaceFirst(part, part.equals("1776247200") ? "1776247201" : part + "x");
        repository.annotate(TAG, changed);

        assertThat(facts().signature()).isEqualTo(new Bad("it was made over another text"));
    }

    @Test
    void findsThatTheSignatureIsOfAnotherTag() {
        SshKey key = SshKey.ed25519();
        String text = tagText(TAG, "commit", commit, ROSA, TIME, "Publish");
        String other = tagText("published/2026-04-16", "commit", commit, ROSA, TIME, "Publish");
        repository.annotate(TAG, text + key.sign(other, "git"));

        assertThat(facts().signature()).isInstanceOf(Bad.class);
    }

    @Test
    void refusesASignatureForAnotherPurpose() {
        repository.annotate(TAG, resource("signed-for-another-purpose.tag"));

        assertThat(facts().signature()).isEqualTo(new Bad("namespace of SSH signature should be 'git' but is 'file'"));
    }

    @Test
    void refusesAnAlgorithmThatProvesNothing() {
        repository.sign(TAG, commit, ROSA, TIME, SshKey.rsaWithSha1());

        assertThat(facts().signature()).isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.reason())
                .contains("ssh-rsa"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "U1NIU0lH\n", "AAAA\n", "not base64!\n", "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg\n"})
    void refusesASignatureThatCannotBeRead(String content) {
        repository.annotate(
                TAG,
                tagText(TAG, "commit", commit, ROSA, TIME, "Publish") + "-----BEGIN SSH SIGNATURE-----\n" + content
                        + "-----END SSH SIGNATURE-----\n");

        assertThat(facts().signature()).isInstanceOf(Bad.class);
    }

    @Test
    void refusesWhatFollowsASignature() {
        repository.annotate(TAG, resource("signed-with-ed25519.tag") + "\nOne more sentence.\n");

        assertThat(facts().signature()).isInstanceOf(Bad.class);
    }

    @Test
    void refusesASignatureOfAnySize() {
        String text = tagText(TAG, "commit", commit, ROSA, TIME, "Publish");
        repository.annotate(
                TAG,
                text + "-----BEGIN SSH SIGNATURE-----\n" + "AAAA\n".repeat(100_000) + "-----END SSH SIGNATURE-----\n");

        assertThat(facts().signature()).isEqualTo(new Bad("it can't be read"));
    }

    @Test
    void takesTheLastSignatureForTheOneOfTheTag() {
        SshKey last = SshKey.ed25519();
        String signed = resource("signed-with-ed25519.tag");
        repository.annotate(TAG, signed + last.sign(signed, "git"));

        assertThat(facts().signature()).isEqualTo(new Good(last.fingerprint()));
    }

    @Test
    void verifiesNoOtherKindOfSignature() {
        repository.annotate(TAG, resource("signed-with-openpgp.tag"));
        assertThat(facts().signature()).isEqualTo(new TagSignature.NotVerifiable("OpenPGP"));
        assertThat(facts().message()).isEqualTo("Publish\n");

        repository.annotate(TAG, resource("signed-with-x509.tag"));
        assertThat(facts().signature()).isEqualTo(new TagSignature.NotVerifiable("X.509"));
    }

    /** Whoever may push could add a file of keys to the settings of a repository. */
    @Test
    void doesNotAskTheRepositoryWhoMaySign() throws IOException {
        SshKey key = SshKey.ed25519();
        Path revoked = Files.writeString(folder.resolve("revoked"), key.publicKey() + "\n");
        Files.writeString(
                repository.gitFolder().resolve("config"),
                "[gpg \"ssh\"]\n\trevocationFile = " + revoked + "\n\tallowedSignersFile = /nowhere\n");
        repository.sign(TAG, commit, ROSA, TIME, key);

        assertThat(facts().signature()).isEqualTo(new Good(key.fingerprint()));
    }

    /** What is asked here must not make others believe that anybody may sign. */
    @Test
    void vouchesForNobodyElsewhere() throws Exception {
        repository.sign(TAG, commit, ROSA, TIME, SshKey.ed25519());

        try (Git git = Git.open(repository.folder().toFile())) {
            Map<String, ?> found = git.verifySignature().addName(TAG).call();
            assertThat(found).hasSize(1);
            Object verification = found.values().iterator().next();
            assertThat(verification)
                    .extracting("verification")
                    .isInstanceOfSatisfying(SignatureVerification.class, one -> assertThat(one.verified())
                            .isFalse());
        }
    }

    private TagFacts facts() {
        return new LocalSource("premium-runbooks", repository.folder(), MAIN)
                .read(reading -> ((AnnotatedTag) reading.tag(TAG)).facts());
    }

    private static String resource(String name) {
        try (InputStream in = TagSignaturesTest.class.getResourceAsStream("/tags/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
