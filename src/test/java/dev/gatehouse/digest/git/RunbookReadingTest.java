package dev.gatehouse.digest.git;

import static dev.gatehouse.digest.RunbookRepository.MAIN;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static dev.gatehouse.digest.RunbookRepository.at;
import static dev.gatehouse.digest.RunbookRepository.tagText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.digest.RunbookRepository;
import dev.gatehouse.digest.RunbookRepository.Person;
import dev.gatehouse.digest.domain.publication.PathPattern;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.domain.publication.SizeLimits.Excess;
import dev.gatehouse.digest.domain.publication.TagFacts;
import dev.gatehouse.digest.domain.publication.TagFacts.ReleaseBranch;
import dev.gatehouse.digest.domain.publication.TagReading;
import dev.gatehouse.digest.domain.publication.TagReading.AnnotatedTag;
import dev.gatehouse.digest.domain.publication.TagReading.AnonymousTag;
import dev.gatehouse.digest.domain.publication.TagReading.LightweightTag;
import dev.gatehouse.digest.domain.publication.TagReading.NoSuchTag;
import dev.gatehouse.digest.domain.publication.TagReading.TagOfNoCommit;
import dev.gatehouse.digest.domain.publication.TagSignature;
import dev.gatehouse.digest.domain.publication.Tagger;
import dev.gatehouse.digest.domain.publication.Trouble.Found;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookReadingTest {

    private static final OffsetDateTime MORNING = at("2026-04-15T09:00:00+02:00");
    private static final String PATH = "runbooks/severity-one.md";
    private static final String TAG = "published/2026-04-15";
    private static final SizeLimits LIMITS = new SizeLimits(20_000, 2_097_152);

    @TempDir
    Path folder;

    private RunbookRepository repository;
    private String oldest;
    private String commit;

    @BeforeEach
    void publishNothingYet() {
        GitSurroundings.set();
        TagSignatures.set();
        repository = RunbookRepository.bare(folder.resolve("runbooks.git"));
        oldest = repository.commit(PATH, "# One\n", ROSA, MORNING);
        commit = repository.commit(PATH, "# Two\n", ROSA, MORNING.plusHours(1));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void statesWhatAnAnnotatedTagSays() {
        String object = repository.annotate(
                TAG, tagText(TAG, "commit", commit, ROSA, MORNING, "Publish\n\nReviewed-by: Dora Quinn"));

        assertThat(tag(TAG))
                .isEqualTo(new AnnotatedTag(new TagFacts(
                        TAG,
                        TAG,
                        object,
                        commit,
                        new Tagger("Rosa Ito", "rosa.ito@example.org", MORNING),
                        "Publish\n\nReviewed-by: Dora Quinn\n",
                        new TagSignature.Unsigned(),
                        new ReleaseBranch(MAIN, commit),
                        true,
                        2)));
        assertThat(tag(TAG).object()).contains(object);
        assertThat(objectOf(TAG)).contains(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-31T23:59:59-03:30", "2026-01-01T00:00:00Z", "1970-01-01T14:00:00+14:00"})
    void knowsTheTaggersTimeWithItsZone(String moment) {
        repository.annotate(TAG, commit, ROSA, at(moment));

        assertThat(facts(TAG).tagger().at()).isEqualTo(at(moment));
    }

    @Test
    void keepsTheTaggersNameAndEMailAsTheyAre() {
        repository.annotate(TAG, commit, new Person("Jürgen Ünal", "J.Unal@Example.ORG"), MORNING);

        assertThat(facts(TAG).tagger()).isEqualTo(new Tagger("Jürgen Ünal", "J.Unal@Example.ORG", MORNING));
    }

    @Test
    void findsNoTagWhereABranchOrACommitIsNamed() {
        repository.branch("published/2026-04-15", commit);

        assertThat(tag("published/2026-04-15")).isEqualTo(new NoSuchTag());
        assertThat(tag(MAIN)).isEqualTo(new NoSuchTag());
        assertThat(tag(commit)).isEqualTo(new NoSuchTag());
        assertThat(tag("HEAD")).isEqualTo(new NoSuchTag());
        assertThat(objectOf(MAIN)).isEmpty();
        assertThat(tag(MAIN).object()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "published",
                "a..b",
                "../heads/main",
                "published/",
                "/x",
                "a b",
                "x~1",
                "x^{}",
                "x@{0}",
                "a\u0000b"
            })
    void findsNoTagOfANameThatCannotBeOne(String name) {
        repository.annotate(TAG, commit, ROSA, MORNING);

        assertThat(tag(name)).isEqualTo(new NoSuchTag());
    }

    @Test
    void tellsALightweightTagApart() {
        repository.lightweight(TAG, commit);

        assertThat(tag(TAG)).isEqualTo(new LightweightTag(commit, "commit"));
        assertThat(tag(TAG).object()).contains(commit);
    }

    @Test
    void tellsALightweightTagOfAFileApart() {
        String blob = repository.insert(Constants.OBJ_BLOB, bytes("note"));
        repository.lightweight(TAG, blob);

        assertThat(tag(TAG)).isEqualTo(new LightweightTag(blob, "blob"));
    }

    @Test
    void tellsATagOfATagApart() {
        String inner = repository.annotate("published/2026-04-14", commit, ROSA, MORNING);
        String outer = repository.annotate(TAG, tagText(TAG, "tag", inner, ROSA, MORNING, "Again"));

        assertThat(tag(TAG)).isEqualTo(new TagOfNoCommit(outer, "tag"));
        assertThat(tag(TAG).object()).contains(outer);
    }

    @Test
    void tellsATagOfATreeOrAFileApart() {
        String blob = repository.insert(Constants.OBJ_BLOB, bytes("note"));
        String ofBlob = repository.annotate(TAG, tagText(TAG, "blob", blob, ROSA, MORNING, "A note"));
        assertThat(tag(TAG)).isEqualTo(new TagOfNoCommit(ofBlob, "blob"));

        String tree = repository.insert(Constants.OBJ_TREE, new byte[0]);
        String ofTree = repository.annotate(TAG, tagText(TAG, "tree", tree, ROSA, MORNING, "A tree"));
        assertThat(tag(TAG)).isEqualTo(new TagOfNoCommit(ofTree, "tree"));
    }

    @Test
    void seesThatATagObjectWasCopiedUnderAnotherName() {
        String object = repository.annotate("published/2026-02-01", commit, ROSA, MORNING);
        repository.lightweight(TAG, object);

        assertThat(facts(TAG).name()).isEqualTo(TAG);
        assertThat(facts(TAG).nameInside()).isEqualTo("published/2026-02-01");
        assertThat(facts(TAG).tagObject()).isEqualTo(object);
    }

    @Test
    void seesThatATagWasMoved() {
        String before = repository.annotate(TAG, commit, ROSA, MORNING);
        String after = repository.annotate(TAG, commit, ROSA, MORNING.plusMinutes(1));

        assertThat(after).isNotEqualTo(before);
        assertThat(facts(TAG).tagObject()).isEqualTo(after);
        assertThat(objectOf(TAG)).contains(after);
    }

    @Test
    void seesThatATagWasDeleted() {
        repository.annotate(TAG, commit, ROSA, MORNING);
        repository.deleteTag(TAG);

        assertThat(tag(TAG)).isEqualTo(new NoSuchTag());
    }

    @Test
    void seesThatACommitIsOnADraftBranchAlone() {
        repository.branch("draft", commit);
        String draft = repository.commit("draft", PATH, bytes("# Draft\n"), ROSA, MORNING);
        repository.annotate(TAG, draft, ROSA, MORNING);

        assertThat(facts(TAG).onBranch()).isFalse();
        assertThat(facts(TAG).position()).isEqualTo(3);
        assertThat(facts(TAG).branch()).isEqualTo(new ReleaseBranch(MAIN, commit));
    }

    @Test
    void seesThatTheBranchWasForcedAwayFromACommit() {
        repository.annotate(TAG, commit, ROSA, MORNING);
        assertThat(facts(TAG).onBranch()).isTrue();

        String unrelated = repository.commit("fresh", PATH, bytes("# Rewritten\n"), ROSA, MORNING);
        repository.branch(MAIN, unrelated);

        assertThat(facts(TAG).onBranch()).isFalse();
        assertThat(facts(TAG).branch().head()).isEqualTo(unrelated);
    }

    @Test
    void countsWhatACommitHasBehindItAcrossMerges() {
        repository.branch("side", commit);
        repository.commit("side", "a.md", bytes("a"), ROSA, MORNING);
        String side = repository.commit("side", "b.md", bytes("b"), ROSA, MORNING);
        String straight = repository.commit(PATH, "# Three\n", ROSA, MORNING);
        String merged = repository.merge(MAIN, "side", ROSA, MORNING);
        repository.annotate("published/2026-04-16", side, ROSA, MORNING);
        repository.annotate("published/2026-04-17", merged, ROSA, MORNING);
        repository.annotate(TAG, straight, ROSA, MORNING);

        assertThat(facts(TAG).position()).isEqualTo(3);
        assertThat(facts("published/2026-04-16").position()).isEqualTo(4);
        assertThat(facts("published/2026-04-17").position()).isEqualTo(6);
        assertThat(facts("published/2026-04-16").onBranch()).isTrue();
        assertThat(isAncestor(side, merged)).isTrue();
        assertThat(isAncestor(straight, merged)).isTrue();
        assertThat(isAncestor(merged, straight)).isFalse();
        assertThat(isAncestor(side, straight)).isFalse();
        assertThat(isAncestor(straight, straight)).isFalse();
        assertThat(isAncestor("e".repeat(40), straight)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tagger Rosa Ito rosa.ito@example.org 1776247200 +0000\n",
                "tagger Rosa Ito <rosa.ito@example.org> 99999999999999999 +0000\n",
                ""
            })
    void tellsATagApartThatNamesNobody(String taggerLine) {
        String object = repository.annotate(
                TAG, "object %s\ntype commit\ntag %s\n%s\nPublish\n".formatted(commit, TAG, taggerLine));

        assertThat(tag(TAG)).isEqualTo(new AnonymousTag(object));
        assertThat(tag(TAG).object()).contains(object);
    }

    @Test
    void cannotReadATagObjectThatIsNone() {
        repository.annotate(TAG, "object %s\ntype commit\n".formatted(commit));

        assertUnreadable(() -> tag(TAG), "");
    }

    @Test
    void cannotReadATagWhoseCommitIsMissing() {
        repository.annotate(TAG, "d".repeat(40), ROSA, MORNING);

        assertUnreadable(() -> tag(TAG), "it lacks the object " + "d".repeat(40));
    }

    @Test
    void takesNoHugeTagObjectIntoMemory() {
        repository.annotate(TAG, tagText(TAG, "commit", commit, ROSA, MORNING, "x".repeat(1 << 20)));

        assertUnreadable(() -> tag(TAG), "bytes");
    }

    @Test
    void needsTheReleaseBranch() {
        assertThatThrownBy(() -> new LocalSource("premium-runbooks", repository.folder(), "release")
                        .read(RunbookReading::branch))
                .isInstanceOf(RepositoryUnavailableException.class)
                .hasMessage("The repository premium-runbooks can't be read: it has no branch release.");
    }

    @Test
    void listsTheTagsOfTheBranchFromTheOldestOn() {
        String first = repository.annotate("published/2026-02-01", oldest, ROSA, at("2026-02-01T10:00:00Z"));
        String second = repository.annotate(TAG, commit, ROSA, MORNING);
        repository.lightweight("published/lightweight", commit);
        repository.annotate("other/2026-04-15", commit, ROSA, MORNING);
        repository.branch("draft", commit);
        String draft = repository.commit("draft", PATH, bytes("# Draft\n"), ROSA, MORNING);
        repository.annotate("published/2026-04-16", draft, ROSA, MORNING);
        repository.lightweight("published/note", repository.insert(Constants.OBJ_BLOB, bytes("note")));

        assertThat(tags("published/"))
                .containsExactly(
                        new PublishedTag(
                                "published/2026-02-01", first, oldest, 1, Instant.parse("2026-02-01T10:00:00Z")),
                        new PublishedTag(TAG, second, commit, 2, MORNING.toInstant()),
                        new PublishedTag("published/lightweight", commit, commit, 2, null));
        assertThat(tags("")).extracting(PublishedTag::name).contains("other/2026-04-15");
        assertThat(tags("published/")).extracting(PublishedTag::annotated).containsExactly(true, true, false);
        assertThat(tags("nothing/")).isEmpty();
    }

    @Test
    void listsTheOtherTagsWhereOneIsDamaged() {
        repository.annotate(TAG, commit, ROSA, MORNING);
        repository.annotate("published/2026-04-16", "d".repeat(40), ROSA, MORNING);
        repository.annotate("published/2026-04-17", "no tag at all, but long enough for its first line to be cut off");

        assertThat(tags("published/")).extracting(PublishedTag::name).containsExactly(TAG);
    }

    @Test
    void readsAFileAsItWasCommitted() {
        byte[] odd = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '#', '\r', '\n', 'a', '\r', (byte) 0xFF, 0};
        String changed = repository.commit(MAIN, PATH, odd, ROSA, MORNING);

        assertThat(text(changed, PATH).bytes()).isEqualTo(odd);
        assertThat(text(changed, PATH).blob()).isEqualTo(repository.insert(Constants.OBJ_BLOB, odd));
        assertThat(text(commit, PATH).bytes()).isEqualTo(bytes("# Two\n"));
    }

    @Test
    void readsAnEmptyFileAndOneThatCanBeRun() {
        String empty = repository.commit("empty.md", "", ROSA, MORNING);
        String script = repository.commitAs(
                FileMode.EXECUTABLE_FILE, "run.md", repository.insert(Constants.OBJ_BLOB, bytes("# Run\n")));

        assertThat(text(empty, "empty.md").bytes()).isEmpty();
        assertThat(text(script, "run.md").bytes()).isEqualTo(bytes("# Run\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runbooks/other.md",
                "runbooks/severity-one.md/",
                "/runbooks/severity-one.md",
                "runbooks//severity-one.md",
                "./runbooks/severity-one.md",
                "runbooks/../runbooks/severity-one.md",
                "runbooks/severity-one.md/more",
                "Runbooks/severity-one.md",
                "runbooks\\severity-one.md",
                "",
                "runbooks/severity-one.md\u0000"
            })
    void findsNothingAtAnotherPath(String path) {
        assertThat(file(commit, path, LIMITS)).isEqualTo(new FileReading.NoFile(Found.NOTHING));
    }

    @Test
    void findsNothingWhereTheFileWasTakenOut() {
        String without = repository.remove(PATH, ROSA, MORNING);

        assertThat(file(without, PATH, LIMITS)).isEqualTo(new FileReading.NoFile(Found.NOTHING));
        assertThat(file(commit, PATH, LIMITS)).isInstanceOf(FileReading.Text.class);
    }

    @Test
    void takesNothingElseForAFile() {
        String link = repository.commitAs(
                FileMode.SYMLINK, "link.md", repository.insert(Constants.OBJ_BLOB, bytes("/etc/passwd")));
        String submodule = repository.commitAs(FileMode.GITLINK, "module", "e".repeat(40));

        assertThat(file(link, "link.md", LIMITS)).isEqualTo(new FileReading.NoFile(Found.SYMBOLIC_LINK));
        assertThat(file(submodule, "module", LIMITS)).isEqualTo(new FileReading.NoFile(Found.SUBMODULE));
        assertThat(file(commit, "runbooks", LIMITS)).isEqualTo(new FileReading.NoFile(Found.FOLDER));
    }

    @Test
    void takesAFileOfExactlyTheLimits() {
        String exact = repository.commit(PATH, "a\nb\nc\n", ROSA, MORNING);

        assertThat(file(exact, PATH, new SizeLimits(3, 6))).isInstanceOf(FileReading.Text.class);
        assertThat(file(exact, PATH, new SizeLimits(2, 6)))
                .isInstanceOfSatisfying(FileReading.TooLarge.class, found -> assertThat(found.excess())
                        .isEqualTo(new Excess("lines", 3, 2)));
        assertThat(file(exact, PATH, new SizeLimits(3, 5)))
                .isInstanceOfSatisfying(FileReading.TooLarge.class, found -> assertThat(found.excess())
                        .isEqualTo(new Excess("bytes", 6, 5)));
    }

    @Test
    void saysHowLargeAHugeFileIs() {
        byte[] huge = new byte[64 << 20];
        String blob = repository.insert(Constants.OBJ_BLOB, huge);
        String changed = repository.commitAs(FileMode.REGULAR_FILE, PATH, blob);

        assertThat(file(changed, PATH, LIMITS))
                .isEqualTo(new FileReading.TooLarge(blob, new Excess("bytes", 64 << 20, 2_097_152)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ext-0-foo sha256:0123\n"})
    void recognisesThatTheContentIsKeptElsewhere(String extension) {
        String note =
                "version https://example.org/spec/v1\n" + extension + "oid sha256:" + "4".repeat(64) + "\nsize 12345\n";
        String changed = repository.commit(PATH, note, ROSA, MORNING);

        assertThat(file(changed, PATH, LIMITS))
                .isEqualTo(new FileReading.Pointer(repository.insert(Constants.OBJ_BLOB, bytes(note)), 12_345));
    }

    @Test
    void takesATextThatSpeaksOfSuchANoteForAText() {
        String changed = repository.commit(
                PATH, "# How to\nversion https://example.org/spec/v1\noid sha256:x\nsize 1\n", ROSA, MORNING);

        assertThat(file(changed, PATH, LIMITS)).isInstanceOf(FileReading.Text.class);
    }

    @Test
    void cannotReadACommitThatIsNotThere() {
        assertUnreadable(() -> file("d".repeat(40), PATH, LIMITS), "it lacks the object " + "d".repeat(40));
        assertUnreadable(() -> files("d".repeat(40), "**"), "it lacks the object");
    }

    @Test
    void cannotReadAFileWhoseContentIsMissing() {
        String changed = repository.commitAs(FileMode.REGULAR_FILE, PATH, "d".repeat(40));

        assertUnreadable(() -> file(changed, PATH, LIMITS), "it lacks the object");
    }

    @Test
    void findsARunbookUnderItsNewPathByWhatIsInIt() {
        repository.remove(PATH, ROSA, MORNING);
        repository.commit("runbooks/emea/renamed.md", "---\nid: severity-one\n---\n", ROSA, MORNING);
        repository.commit("notes/severity-one.md", "---\nid: severity-one\n---\n", ROSA, MORNING);
        repository.commitAs(FileMode.SYMLINK, "runbooks/link.md", repository.insert(Constants.OBJ_BLOB, bytes("x")));
        String last = repository.commit("runbooks/other.md", "---\nid: other\n---\n", ROSA, MORNING);

        List<ListedFile> found = read(reading -> reading.files(last, PathPattern.of("runbooks/**")).stream()
                .filter(one -> reading.file(last, one.path(), LIMITS) instanceof FileReading.Text text
                        && new String(text.bytes(), StandardCharsets.UTF_8).contains("id: severity-one"))
                .toList());

        assertThat(found)
                .containsExactly(new ListedFile(
                        "runbooks/emea/renamed.md",
                        repository.insert(Constants.OBJ_BLOB, bytes("---\nid: severity-one\n---\n"))));
        assertThat(files(last, "runbooks/**"))
                .extracting(ListedFile::path)
                .containsExactly("runbooks/emea/renamed.md", "runbooks/other.md");
    }

    @Test
    void passesOnWhatTheReaderItselfThrows() {
        assertThatThrownBy(() -> read(reading -> {
                    throw new IllegalStateException("mine");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
    }

    private TagReading tag(String name) {
        return read(reading -> reading.tag(name));
    }

    private TagFacts facts(String name) {
        return ((AnnotatedTag) tag(name)).facts();
    }

    private Optional<String> objectOf(String tag) {
        return read(reading -> reading.objectOf(tag));
    }

    private boolean isAncestor(String ancestor, String descendant) {
        return read(reading -> reading.isAncestor(ancestor, descendant));
    }

    private List<PublishedTag> tags(String prefix) {
        return read(reading -> reading.tags(prefix));
    }

    private List<ListedFile> files(String at, String pattern) {
        return read(reading -> reading.files(at, PathPattern.of(pattern)));
    }

    private FileReading file(String at, String path, SizeLimits limits) {
        return read(reading -> reading.file(at, path, limits));
    }

    private FileReading.Text text(String at, String path) {
        return (FileReading.Text) file(at, path, LIMITS);
    }

    private <T> T read(Function<RunbookReading, T> work) {
        return new LocalSource("premium-runbooks", repository.folder(), MAIN).read(work);
    }

    private static void assertUnreadable(Runnable reading, String because) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(RepositoryUnavailableException.class)
                .hasMessageStartingWith("The repository premium-runbooks can't be read: ")
                .hasMessageContaining(because);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
