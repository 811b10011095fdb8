package dev.gatehouse.digest.git;

import static dev.gatehouse.digest.RunbookRepository.MAIN;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static dev.gatehouse.digest.RunbookRepository.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.digest.RunbookRepository;
import dev.gatehouse.digest.SshKey;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.domain.publication.TagFacts;
import dev.gatehouse.digest.domain.publication.TagReading;
import dev.gatehouse.digest.domain.publication.TagReading.AnnotatedTag;
import dev.gatehouse.digest.domain.publication.TagReading.NoSuchTag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirroredSourceTest {

    private static final OffsetDateTime MORNING = at("2026-04-15T09:00:00Z");
    private static final String PATH = "runbooks/severity-one.md";
    private static final String TAG = "published/2026-04-15";
    private static final SizeLimits LIMITS = new SizeLimits(20_000, 2_097_152);
    private static final RunbookSettings ANONYMOUS = new RunbookSettings("", MAIN, null, "", "");

    @TempDir
    Path folder;

    private RunbookRepository repository;
    private GitServer server;
    private MirrorSettings settings;
    private RemoteAccess remotes;

    @BeforeEach
    void publish() throws IOException {
        GitSurroundings.set();
        TagSignatures.set();
        repository = RunbookRepository.bare(folder.resolve("runbooks.git"));
        publish("# One\n");
        server = GitServer.git(repository.folder());
        settings = settings(Duration.ofSeconds(20), null);
        remotes = new RemoteAccess(settings);
    }

    @AfterEach
    void stop() {
        remotes.close();
        server.close();
        repository.close();
    }

    @Test
    void readsWhatIsOnTheServer() {
        assertThat(text(source())).isEqualTo("# One\n");
        assertThat(facts(source()).branch().head()).isEqualTo(repository.head(MAIN));
        assertThat(facts(source()).onBranch()).isTrue();
    }

    @Test
    void seesWhatIsPublishedLater() {
        assertThat(text(source())).isEqualTo("# One\n");
        String commit = repository.commit(PATH, "# Two\n", ROSA, MORNING);
        repository.annotate("published/2026-04-16", commit, ROSA, MORNING);

        List<PublishedTag> tags = source().read(reading -> reading.tags("published/"));
        assertThat(tags).extracting(PublishedTag::name).containsExactly(TAG, "published/2026-04-16");
    }

    @Test
    void seesThatATagWasMoved() {
        String before = facts(source()).tagObject();
        publish("# Two\n");

        assertThat(facts(source()).tagObject()).isNotEqualTo(before);
        assertThat(text(source())).isEqualTo("# Two\n");
    }

    @Test
    void seesThatATagWasDeleted() {
        assertThat(text(source())).isEqualTo("# One\n");
        repository.deleteTag(TAG);

        assertThat(tag(source())).isEqualTo(new NoSuchTag());
        assertThat(source().objectOf(TAG)).isEmpty();
    }

    @Test
    void seesThatATagNowStandsWhereAFolderWas() {
        assertThat(text(source())).isEqualTo("# One\n");
        String commit = facts(source()).commit();
        repository.deleteTag(TAG);
        repository.annotate("published", commit, ROSA, MORNING);

        List<PublishedTag> tags = source().read(reading -> reading.tags(""));
        assertThat(tags).extracting(PublishedTag::name).containsExactly("published");
    }

    @Test
    void seesThatTheBranchWasForced() {
        assertThat(facts(source()).onBranch()).isTrue();
        repository.branch(MAIN, repository.commit("fresh", PATH, new byte[0], ROSA, MORNING));

        assertThat(facts(source()).onBranch()).isFalse();
    }

    @Test
    void copiesNoDraftBranches() throws IOException {
        repository.branch("draft", facts(source()).commit());
        assertThat(text(source())).isEqualTo("# One\n");

        assertThat(copy().resolve("refs/heads/draft")).doesNotExist();
    }

    @Test
    void asksForATagWithoutACopy() {
        String object = source().objectOf(TAG).orElseThrow();
        publish("# Two\n");

        assertThat(source().objectOf(TAG)).isPresent().isNotEqualTo(Optional.of(object));
        assertThat(source().objectOf("published/2026-04-16")).isEmpty();
        assertThat(settings.cache()).doesNotExist();
    }

    @Test
    void answersNothingFromItsCopyWhenTheServerIsDown() {
        assertThat(text(source())).isEqualTo("# One\n");
        String address = server.uri();
        MirroredSource source = source();
        server.close();

        assertUnreadable(() -> tag(source), address);
        assertUnreadable(() -> source.objectOf(TAG), address);
    }

    @Test
    void goesOnWithItsCopyWhenTheServerIsBack() throws IOException {
        GitServer.Http http = GitServer.http(repository.folder());
        try (http) {
            MirroredSource source = source(http.address(), ANONYMOUS);
            assertThat(text(source)).isEqualTo("# One\n");
            http.expect("nobody");
            assertUnreadable(
                    () -> tag(source), http.uri() + " does not answer as a repository: Authentication is required");
            assertThat(copy()).exists();
            http.expect("");
            assertThat(text(source)).isEqualTo("# One\n");
        }
    }

    @Test
    void cannotReadARepositoryThatTheServerDoesNotHave() throws IOException {
        try (GitServer.Http http = GitServer.http(repository.folder())) {
            URIish other = http.address().setPath("/other.git");

            assertUnreadable(() -> tag(source(other, ANONYMOUS)), "other.git");
            assertUnreadable(() -> source(other, ANONYMOUS).objectOf(TAG), "other.git");
        }
    }

    @Test
    void cannotReadWithoutTheReleaseBranch() {
        RunbookSettings other = new RunbookSettings("", "release", null, "", "");

        assertUnreadable(() -> tag(source(server.address(), other)), "refs/heads/release");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "ssh"})
    void waitsNotForEverForASilentServer(String scheme) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            settings = new MirrorSettings(settings.cache(), Duration.ofSeconds(1), Duration.ofSeconds(2), null);
            URIish uri = server.address().setScheme(scheme).setPort(silent.getLocalPort());

            assertUnreadable(() -> tag(source(uri, ANONYMOUS)), "does not answer as a repository");
            assertUnreadable(() -> source(uri, ANONYMOUS).objectOf(TAG), "does not answer as a repository");
        }
    }

    @Test
    void waitsNotForEverForATalkativeServer() throws IOException {
        try (GitServer.Http http = GitServer.http(repository.folder())) {
            http.chatter();
            settings = new MirrorSettings(settings.cache(), Duration.ofSeconds(1), Duration.ofSeconds(2), null);

            assertUnreadable(() -> tag(source(http.address(), ANONYMOUS)), "it took longer than PT2S");
        }
    }

    @Test
    void readsOverHttpAsAUser() throws IOException {
        try (GitServer.Http http = GitServer.http(repository.folder())) {
            http.expect(basic("rosa:s3cret"));
            RunbookSettings rosa = new RunbookSettings("", MAIN, null, "rosa", "s3cret");
            RunbookSettings wrong = new RunbookSettings("", MAIN, null, "rosa", "other");

            assertThat(text(source(http.address(), rosa))).isEqualTo("# One\n");
            assertThat(source(http.address(), rosa).objectOf(TAG)).isPresent();
            assertThatThrownBy(() -> tag(source(http.address(), wrong)))
                    .isInstanceOf(RepositoryUnavailableException.class)
                    .hasMessageContaining("not authorized")
                    .hasMessageNotContaining("other");
            assertUnreadable(() -> tag(source(http.address(), ANONYMOUS)), "");
        }
    }

    @Test
    void tellsItsPasswordToNoOtherServer() throws IOException {
        try (GitServer.Http http = GitServer.http(repository.folder());
                GitServer.Http other = GitServer.http(repository.folder())) {
            http.redirectTo(other);
            other.expect(basic("rosa:s3cret"));
            RunbookSettings rosa = new RunbookSettings("", MAIN, null, "rosa", "s3cret");

            assertUnreadable(() -> tag(source(http.address(), rosa)), "");
            assertThat(other.authorizations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_ed25519", "id_ecdsa", "id_rsa"})
    void readsOverSsh(String file) throws IOException {
        SshKey host = SshKey.ed25519();
        SshKey mine =
                file.equals("id_rsa") ? SshKey.rsa() : file.equals("id_ecdsa") ? SshKey.ecdsa() : SshKey.ed25519();
        Path ssh = Files.createDirectories(folder.resolve("ssh"));
        mine.writeTo(ssh.resolve(file));
        try (GitServer over = GitServer.ssh(repository.folder(), host, mine);
                RemoteAccess access = knowing(ssh, over, host)) {
            remotes.close();
            remotes = access;

            assertThat(text(source(over.address(), ANONYMOUS))).isEqualTo("# One\n");
            assertThat(source(over.address(), ANONYMOUS).objectOf(TAG)).isPresent();
        }
    }

    @Test
    void readsNotFromAnSshServerThatIsNotTheRightOne() throws IOException {
        SshKey mine = SshKey.ed25519();
        Path ssh = Files.createDirectories(folder.resolve("ssh"));
        mine.writeTo(ssh.resolve("id_ed25519"));
        try (GitServer over = GitServer.ssh(repository.folder(), SshKey.ed25519(), mine)) {
            try (RemoteAccess access = knowing(ssh, over, SshKey.ed25519())) {
                remotes.close();
                remotes = access;
                assertUnreadable(() -> tag(source(over.address(), ANONYMOUS)), "");
            }
            Files.delete(ssh.resolve("known_hosts"));
            try (RemoteAccess access = new RemoteAccess(settings(Duration.ofSeconds(20), ssh))) {
                remotes = access;
                assertUnreadable(() -> tag(source(over.address(), ANONYMOUS)), "");
            }
        }
    }

    @Test
    void readsNotOverSshWithoutTheRightKey() throws IOException {
        SshKey host = SshKey.ed25519();
        Path ssh = Files.createDirectories(folder.resolve("ssh"));
        SshKey.ed25519().writeTo(ssh.resolve("id_ed25519"));
        try (GitServer over = GitServer.ssh(repository.folder(), host, SshKey.ed25519());
                RemoteAccess access = knowing(ssh, over, host)) {
            remotes.close();
            remotes = access;

            assertUnreadable(() -> tag(source(over.address(), ANONYMOUS)), "");
        }
    }

    private RemoteAccess knowing(Path ssh, GitServer over, SshKey host) throws IOException {
        Files.writeString(
                ssh.resolve("known_hosts"),
                "[127.0.0.1]:%d %s\n".formatted(over.address().getPort(), host.publicKey()));
        return new RemoteAccess(settings(Duration.ofSeconds(20), ssh));
    }

    /** Each thread has a source of its own, as another process would. */
    @Test
    void letsManyReadAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> readings = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                int number = i;
                readings.add(threads.submit(() -> {
                    if (number % 6 == 0) {
                        // one publisher at a time, as it is with a server
                        synchronized (repository) {
                            publish("# One\n");
                        }
                    }
                    return text(source());
                }));
            }
            for (Future<String> reading : readings) {
                assertThat(reading.get(60, TimeUnit.SECONDS)).isEqualTo("# One\n");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void waitsNotForEverForOthers() throws IOException {
        assertThat(text(source())).isEqualTo("# One\n");
        settings = settings(Duration.ofSeconds(1), null);
        Path lock = copy().resolveSibling(copy().getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertUnreadable(() -> tag(source()), "others have been bringing its copy up to date for PT1S");
        }
        assertThat(text(source())).isEqualTo("# One\n");
    }

    @Test
    void stopsWaitingWhenInterrupted() throws IOException {
        assertThat(text(source())).isEqualTo("# One\n");
        Path lock = copy().resolveSibling(copy().getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            Thread.currentThread().interrupt();
            assertUnreadable(() -> tag(source()), "");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed-refs.lock", "refs/tags/" + TAG + ".lock", "refs/heads/main.lock"})
    void throwsACopyAwayThatAKilledProcessLeftLocked(String lock) throws IOException {
        assertThat(text(source())).isEqualTo("# One\n");
        Files.createDirectories(copy().resolve(lock).getParent());
        Files.createFile(copy().resolve(lock));
        publish("# Two\n");

        assertThat(text(source())).isEqualTo("# Two\n");
    }

    /** The first reading may find the damage; then it has thrown the copy away. */
    @ParameterizedTest
    @ValueSource(strings = {"# One\n", "# Two\n"})
    void throwsACopyAwayThatIsDamaged(String published) throws IOException {
        assertThat(text(source())).isEqualTo("# One\n");
        try (Stream<Path> files = Files.walk(copy().resolve("objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        publish(published);
        try {
            text(source());
        } catch (RepositoryUnavailableException damaged) {
            assertThat(damaged).hasMessageContaining("can't be read");
        }

        assertThat(text(source())).isEqualTo(published);
    }

    @Test
    void makesACopyAnewThatWasHardlyBegun() throws IOException {
        assertThat(text(source())).isEqualTo("# One\n");
        Files.delete(copy().resolve("HEAD"));

        assertThat(text(source())).isEqualTo("# One\n");
    }

    @Test
    void cannotReadWhereNoCopyCanBeKept() throws IOException {
        Files.writeString(settings.cache(), "a file");

        assertUnreadable(() -> tag(source()), "can't be kept");
    }

    private void publish(String text) {
        String commit = repository.commit(PATH, text, ROSA, MORNING);
        repository.annotate(TAG, commit, ROSA, MORNING);
    }

    private Path copy() throws IOException {
        try (Stream<Path> files = Files.list(settings.cache())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".git"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private MirrorSettings settings(Duration patience, @Nullable Path ssh) {
        return new MirrorSettings(folder.resolve("cache"), Duration.ofSeconds(1), patience, ssh);
    }

    private MirroredSource source() {
        return source(server.address(), ANONYMOUS);
    }

    private MirroredSource source(URIish uri, RunbookSettings as) {
        return new MirroredSource("premium-runbooks", uri, as, settings, remotes);
    }

    private static TagReading tag(MirroredSource source) {
        return source.read(reading -> reading.tag(TAG));
    }

    private static TagFacts facts(MirroredSource source) {
        return ((AnnotatedTag) tag(source)).facts();
    }

    private static String text(MirroredSource source) {
        return source.read(reading -> {
            TagFacts facts = ((AnnotatedTag) reading.tag(TAG)).facts();
            FileReading.Text text = (FileReading.Text) reading.file(facts.commit(), PATH, LIMITS);
            return new String(text.bytes(), StandardCharsets.UTF_8);
        });
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertUnreadable(Runnable reading, String because) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(RepositoryUnavailableException.class)
                .hasMessageStartingWith("The repository premium-runbooks can't be read: ")
                .hasMessageContaining(because);
    }
}
