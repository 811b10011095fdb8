package dev.gatehouse.digest.git;

import static dev.gatehouse.digest.RunbookRepository.MAIN;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static dev.gatehouse.digest.RunbookRepository.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.digest.RunbookRepository;
import dev.gatehouse.digest.domain.publication.PathPattern;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.domain.publication.TagFacts;
import dev.gatehouse.digest.domain.publication.TagReading;
import dev.gatehouse.digest.domain.publication.TagReading.AnnotatedTag;
import dev.gatehouse.digest.domain.publication.TagReading.NoSuchTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSourceTest {

    private static final OffsetDateTime MORNING = at("2026-04-15T09:00:00Z");
    private static final String PATH = "runbooks/severity-one.md";
    private static final String TAG = "published/2026-04-15";
    private static final SizeLimits LIMITS = new SizeLimits(20_000, 2_097_152);

    @TempDir
    Path folder;

    @BeforeEach
    void forgetTheMachine() {
        GitSurroundings.set();
        TagSignatures.set();
    }

    @Test
    void readsABareRepository() {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            assertThat(text(source(repository.folder()))).isEqualTo("# One\n");
        }
    }

    @Test
    void readsAWorkingRepositoryByItsFolderOrByItsGitFolder() {
        try (RunbookRepository repository = published(RunbookRepository.working(folder.resolve("a")))) {
            assertThat(text(source(repository.folder()))).isEqualTo("# One\n");
            assertThat(text(source(repository.gitFolder()))).isEqualTo("# One\n");
        }
    }

    @Test
    void readsARepositoryByItsFileUrl() {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("run books.git")));
                RunbookRepositories runbooks = new RunbookRepositories(
                        Map.of(
                                "premium-runbooks",
                                new RunbookSettings(repository.folder().toUri().toString(), MAIN, null, "", "")),
                        new MirrorSettings(
                                folder.resolve("cache"), Duration.ofSeconds(1), Duration.ofSeconds(1), null))) {
            String text = runbooks.read("premium-runbooks", LocalSourceTest::text);
            assertThat(text).isEqualTo("# One\n");
            assertThat(runbooks.objectOf("premium-runbooks", TAG)).isPresent();
            assertThat(folder.resolve("cache")).doesNotExist();
        }
    }

    @Test
    void readsAWorkingTreeThatIsLinkedToAnotherRepository() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.working(folder.resolve("a")))) {
            Path linked = repository.gitFolder().resolve("worktrees/b");
            Files.createDirectories(linked);
            Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/b\n");
            Files.writeString(linked.resolve("commondir"), "../..\n");
            Path tree = Files.createDirectories(folder.resolve("b"));
            Files.writeString(linked.resolve("gitdir"), tree.resolve(".git") + "\n");
            Files.writeString(tree.resolve(".git"), "gitdir: " + linked + "\n");

            assertThat(text(source(tree))).isEqualTo("# One\n");
        }
    }

    @Test
    void doesNotTakeAFolderInsideARepositoryForIt() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.working(folder.resolve("a")))) {
            Path inside = Files.createDirectories(repository.folder().resolve("runbooks"));

            assertUnreadable(source(inside), "there is no Git repository in " + inside);
        }
    }

    @Test
    void readsPackedRefsAndObjects() throws Exception {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")));
                Git git = Git.open(repository.folder().toFile())) {
            git.gc().call();
            git.packRefs().setAll(true).call();
            assertThat(repository.gitFolder().resolve("refs/tags/" + TAG)).doesNotExist();

            assertThat(text(source(repository.folder()))).isEqualTo("# One\n");
            assertThat(source(repository.folder()).objectOf(TAG)).isPresent();
        }
    }

    @Test
    void readsObjectsThatLieInAnotherRepository() throws IOException {
        try (RunbookRepository first = published(RunbookRepository.bare(folder.resolve("a.git")));
                RunbookRepository second = RunbookRepository.bare(folder.resolve("b.git"))) {
            Files.writeString(
                    second.gitFolder().resolve("objects/info/alternates"),
                    first.gitFolder().resolve("objects") + "\n");
            second.branch(MAIN, Objects.requireNonNull(first.head(MAIN)));
            second.lightweight(TAG, source(first.folder()).objectOf(TAG).orElseThrow());

            assertThat(text(source(second.folder()))).isEqualTo("# One\n");
        }
    }

    @Test
    void writesNothing() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.working(folder.resolve("a")))) {
            Map<String, String> before = everything(repository.folder());

            source(repository.folder()).read(reading -> {
                reading.tag(TAG);
                reading.tag("published/none");
                reading.tags("");
                reading.files(reading.branch().head(), PathPattern.of("**"));
                return text(reading);
            });

            assertThat(everything(repository.folder())).isEqualTo(before);
        }
    }

    @Test
    void readsARepositoryThatBelongsToSomebodyElse() throws IOException {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")));
                Stream<Path> files = Files.walk(repository.folder())) {
            UserPrincipal nobody =
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            for (Path file : files.toList()) {
                Files.setOwner(file, nobody);
            }

            assertThat(text(source(repository.folder()))).isEqualTo("# One\n");
        }
    }

    @Test
    void readsWhileOthersHoldItsLocks() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.working(folder.resolve("a")))) {
            for (String lock : List.of("index.lock", "packed-refs.lock", "HEAD.lock", "config.lock")) {
                Files.createFile(repository.gitFolder().resolve(lock));
            }
            Files.createFile(repository.gitFolder().resolve("refs/tags/" + TAG + ".lock"));

            assertThat(text(source(repository.folder()))).isEqualTo("# One\n");
        }
    }

    @Test
    void readsNewlyEveryTime() {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            LocalSource source = source(repository.folder());
            for (int i = 0; i < 30; i++) {
                String commit = repository.commit(PATH, "# " + i + "\n", ROSA, MORNING);
                String object = repository.annotate(TAG, commit, ROSA, MORNING.plusSeconds(i));

                assertThat(source.objectOf(TAG)).contains(object);
                assertThat(text(source)).isEqualTo("# " + i + "\n");
            }
        }
    }

    /** Every answer is one that was true at some moment of the reading, and none fails. */
    @Test
    void readsWhileSomebodyPushes() throws Exception {
        ExecutorService pusher = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            Future<?> pushing = pusher.submit(() -> {
                try (Git git = Git.open(repository.folder().toFile())) {
                    for (int i = 0; !enough.get(); i++) {
                        String commit = repository.commit(PATH, "# " + i + "\n", ROSA, MORNING);
                        repository.annotate(TAG, commit, ROSA, MORNING.plusSeconds(i));
                        if (i % 10 == 9) {
                            git.gc().call();
                        }
                    }
                }
                return null;
            });
            try {
                LocalSource source = source(repository.folder());
                for (int i = 0; i < 60; i++) {
                    assertThat(text(source)).startsWith("# ");
                    List<PublishedTag> tags = source.read(reading -> reading.tags(""));
                    assertThat(tags).hasSize(1);
                }
            } finally {
                enough.set(true);
            }
            pushing.get(60, TimeUnit.SECONDS);
        } finally {
            pusher.shutdownNow();
        }
    }

    @Test
    void cannotReadWhatIsNotThere() throws IOException {
        assertUnreadable(source(folder.resolve("none")), "there is no folder " + folder.resolve("none"));
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertUnreadable(source(file), "there is no folder " + file);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertUnreadable(source(empty), "there is no Git repository in " + empty);
    }

    @Test
    void cannotReadARepositoryWithoutAnyCommit() {
        try (RunbookRepository repository = RunbookRepository.bare(folder.resolve("a.git"))) {
            assertUnreadable(source(repository.folder()), "it has no branch main");
        }
    }

    @Test
    void tellsAVanishedRepositoryFromAMissingTag() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            LocalSource source = source(repository.folder());
            TagReading missing = source.read(reading -> reading.tag("published/2026-04-16"));
            assertThat(missing).isEqualTo(new NoSuchTag());

            assertThatThrownBy(() -> source.read(reading -> {
                        delete(repository.folder());
                        return reading.tag(TAG);
                    }))
                    .isInstanceOf(RepositoryUnavailableException.class)
                    .hasMessageContaining("it has no branch main");
            assertUnreadable(source, "there is no folder");
        }
    }

    @Test
    void tellsADamagedTagFromAMissingOne() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            Path ref = repository.gitFolder().resolve("refs/tags/" + TAG);
            Files.writeString(ref, "");
            assertUnreadable(source(repository.folder()), "refs/tags/" + TAG + " is empty");
            Files.writeString(ref, "not an id");
            assertUnreadable(source(repository.folder()), TAG);
        }
    }

    @Test
    void cannotReadADamagedObject() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            String commit = repository.commit(PATH, "# Two\n", ROSA, MORNING);
            String blob = source(repository.folder())
                    .read(reading -> reading.files(commit, PathPattern.of(PATH)))
                    .get(0)
                    .blob();
            damage(object(repository, blob));

            assertUnreadable(() -> source(repository.folder()).read(reading -> reading.file(commit, PATH, LIMITS)), "");
            damage(object(repository, commit));
            assertUnreadable(() -> source(repository.folder()).read(reading -> reading.file(commit, PATH, LIMITS)), "");
        }
    }

    @Test
    void cannotReadADamagedConfiguration() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            Files.writeString(repository.gitFolder().resolve("config"), "[core\n");

            assertUnreadable(source(repository.folder()), "does not open");
        }
    }

    @Test
    void cannotReadAFormatOfTheFuture() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            Files.writeString(
                    repository.gitFolder().resolve("config"), "[core]\n\trepositoryformatversion = 9\n\tbare = true\n");

            assertUnreadable(source(repository.folder()), "does not open");
        }
    }

    /** Whose ids would be cut short, and taken for others. */
    @Test
    void cannotReadARepositoryOfTheOtherKindOfIds() throws IOException {
        try (RunbookRepository repository = published(RunbookRepository.bare(folder.resolve("a.git")))) {
            Files.writeString(
                    repository.gitFolder().resolve("config"),
                    "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n");

            assertUnreadable(source(repository.folder()), "names its objects by sha256; only sha1 is read");
        }
    }

    private static RunbookRepository published(RunbookRepository repository) {
        String commit = repository.commit(PATH, "# One\n", ROSA, MORNING);
        repository.annotate(TAG, commit, ROSA, MORNING);
        return repository;
    }

    private static LocalSource source(Path path) {
        return new LocalSource("premium-runbooks", path, MAIN);
    }

    private static String text(LocalSource source) {
        return source.read(LocalSourceTest::text);
    }

    private static String text(RunbookReading reading) {
        TagFacts facts = ((AnnotatedTag) reading.tag(TAG)).facts();
        FileReading.Text text = (FileReading.Text) reading.file(facts.commit(), PATH, LIMITS);
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    private static void assertUnreadable(LocalSource source, String because) {
        assertUnreadable(() -> source.read(reading -> reading.tag(TAG)), because);
        assertUnreadable(() -> source.objectOf(TAG), because);
    }

    private static void assertUnreadable(Runnable reading, String because) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(RepositoryUnavailableException.class)
                .hasMessageStartingWith("The repository premium-runbooks can't be read: ")
                .hasMessageContaining(because);
    }

    private static Path object(RunbookRepository repository, String id) {
        return repository
                .gitFolder()
                .resolve("objects")
                .resolve(id.substring(0, 2))
                .resolve(id.substring(2));
    }

    private static void damage(Path object) throws IOException {
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 0x55;
        Files.delete(object);
        Files.write(object, bytes);
    }

    private static void delete(Path path) {
        try {
            FileUtils.delete(path.toFile(), FileUtils.RECURSIVE);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Names, sizes and times of all that is there. */
    private static Map<String, String> everything(Path top) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
                all.put(file.toString(), about.size() + " " + about.lastModifiedTime());
            }
        }
        return all;
    }
}
