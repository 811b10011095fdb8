package dev.gatehouse.digest.git;

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
import dev.gatehouse.digest.domain.publication.Tagger;
import dev.gatehouse.digest.domain.publication.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one repository says while it is open. Commits are named by their id, tags by their name without {@code refs/tags/}.
 * Every method throws {@link RepositoryUnavailableException} where the repository can't tell.
 */
public final class RunbookReading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunbookReading.class);

    /** A tag's message is a few lines; what is larger is not taken into memory. */
    private static final long LARGEST_TAG = 1 << 20;

    private final String name;
    private final Repository repository;
    private final RevWalk walk;
    private final ObjectReader objects;
    private final String branch;
    private final boolean passOverDamage;
    private @Nullable BranchNow lastSeen;

    /** @param passOverDamage whether a list leaves out what can't be read, rather than fail and be asked for again */
    RunbookReading(String name, Repository repository, String branch, boolean passOverDamage) {
        this.name = name;
        this.passOverDamage = passOverDamage;
        this.repository = repository;
        this.branch = branch;
        this.walk = new RevWalk(repository);
        this.objects = walk.getObjectReader();
    }

    @Override
    public void close() {
        walk.close();
    }

    /** The branch that publications must be on, and where it is now. */
    public ReleaseBranch branch() {
        return new ReleaseBranch(branch, asked(this::head).name());
    }

    private ObjectId head() throws IOException {
        return objectAt(Constants.R_HEADS + branch).orElseThrow(() -> unavailable("it has no branch " + branch, null));
    }

    /** Always asked after the tags: whoever publishes meanwhile moves the branch before they set the tag. */
    private BranchNow branchNow() throws IOException {
        ObjectId head = head();
        BranchNow known = lastSeen;
        if (known == null || !known.head().equals(head)) {
            known = new BranchNow(head, History.of(repository, head));
            lastSeen = known;
        }
        return known;
    }

    private record BranchNow(ObjectId head, History history) {}

    /** Id of the object that a tag stands for now; empty where there is no such tag. */
    public Optional<String> objectOf(String tag) {
        return asked(() -> idOf(tag)).map(ObjectId::name);
    }

    /** What there is under the name of a tag. */
    public TagReading tag(String tag) {
        return asked(() -> {
            Optional<ObjectId> id = idOf(tag);
            return id.isEmpty() ? new NoSuchTag() : readingOf(tag, id.get());
        });
    }

    private Optional<ObjectId> idOf(String tag) throws IOException {
        String ref = Constants.R_TAGS + tag;
        if (!Repository.isValidRefName(ref)) {
            return Optional.empty();
        }
        Optional<ObjectId> found = objectAt(ref);
        if (found.isEmpty()) {
            reallyHasNone(ref);
        }
        return found;
    }

    /** A repository that has just been taken away has no tag either, and a ref that was cut off by a crash looks like none. */
    private void reallyHasNone(String ref) throws IOException {
        head();
        if (Files.isRegularFile(repository.getCommonDirectory().toPath().resolve(ref))) {
            throw unavailable(ref + " is empty or was written just now", null);
        }
    }

    private Optional<ObjectId> objectAt(String ref) throws IOException {
        Ref found = repository.exactRef(ref);
        return Optional.ofNullable(found == null ? null : found.getObjectId());
    }

    private TagReading readingOf(String tag, ObjectId id) throws IOException {
        ObjectLoader object = objects.open(id);
        if (object.getType() != Constants.OBJ_TAG) {
            return new LightweightTag(id.name(), Constants.typeString(object.getType()));
        }
        RevTag found = parsed(id, object);
        RevObject marked = found.getObject();
        if (marked.getType() != Constants.OBJ_COMMIT) {
            return new TagOfNoCommit(id.name(), Constants.typeString(marked.getType()));
        }
        Optional<Tagger> tagger = taggerOf(found);
        return tagger.isEmpty() ? new AnonymousTag(id.name()) : new AnnotatedTag(facts(tag, found, tagger.get()));
    }

    private RevTag parsed(ObjectId id, ObjectLoader object) throws IOException {
        if (object.getSize() > LARGEST_TAG) {
            throw unavailable("the tag object %s has %d bytes".formatted(id.name(), object.getSize()), null);
        }
        byte[] bytes = object.getCachedBytes();
        new ObjectChecker().setAllowInvalidPersonIdent(true).checkTag(id, bytes);
        RevTag tag = walk.parseTag(id);
        walk.parseBody(tag);
        return tag;
    }

    private TagFacts facts(String tag, RevTag found, Tagger tagger) throws IOException {
        RevCommit commit = walk.parseCommit(found.getObject());
        BranchNow now = branchNow();
        boolean onBranch = now.history().contains(commit);
        int position = onBranch
                ? now.history().position(commit)
                : History.of(repository, commit).size();
        return new TagFacts(
                tag,
                found.getTagName(),
                found.name(),
                commit.name(),
                tagger,
                found.getFullMessage(),
                TagSignatures.of(repository, found),
                new ReleaseBranch(branch, now.head().name()),
                onBranch,
                position);
    }

    private static Optional<Tagger> taggerOf(RevTag tag) {
        try {
            PersonIdent found = tag.getTaggerIdent();
            if (found == null) {
                return Optional.empty();
            }
            ZoneOffset offset = found.getZoneId().getRules().getOffset(found.getWhenAsInstant());
            OffsetDateTime at = found.getWhenAsInstant().atOffset(offset);
            return Optional.of(new Tagger(found.getName(), found.getEmailAddress(), at));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether a commit of the release branch was made from another one; not from itself. */
    public boolean isAncestor(String ancestor, String commit) {
        ObjectId older = ObjectId.fromString(ancestor);
        ObjectId newer = ObjectId.fromString(commit);
        return asked(() -> branchNow().history().isAncestor(older, newer));
    }

    /** Whether one tag lies before another: the other's commit was made from its, or is the same and was tagged later. */
    public boolean isBefore(PublishedTag one, PublishedTag other) {
        if (!one.commit().equals(other.commit())) {
            return isAncestor(one.commit(), other.commit());
        }
        return one.taggedAt() != null
                && other.taggedAt() != null
                && one.taggedAt().isBefore(other.taggedAt());
    }

    /**
     * All tags whose name begins so and whose commit is on the release branch, the lightweight ones too; ancestors come
     * before their descendants. One that is damaged is left out, so that it does not keep the others from being seen.
     */
    public List<PublishedTag> tags(String prefix) {
        return asked(() -> {
            List<PublishedTag> tags = new ArrayList<>();
            List<Ref> refs = repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS + prefix);
            History history = branchNow().history();
            for (Ref ref : refs) {
                published(ref, history).ifPresent(tags::add);
            }
            tags.sort(Comparator.comparing(PublishedTag::position).thenComparing(PublishedTag::name));
            return tags;
        });
    }

    private Optional<PublishedTag> published(Ref ref, History history) throws IOException {
        String tag = ref.getName().substring(Constants.R_TAGS.length());
        try {
            RevObject object = walk.parseAny(ref.getObjectId());
            RevObject marked = walk.peel(object);
            if (!history.contains(marked)) {
                return Optional.empty();
            }
            Optional<Tagger> tagger = object instanceof RevTag annotated ? taggerOf(annotated) : Optional.empty();
            return Optional.of(new PublishedTag(
                    tag,
                    object.name(),
                    marked.name(),
                    history.position(marked),
                    tagger.map(one -> one.at().toInstant()).orElse(null)));
        } catch (MissingObjectException | CorruptObjectException | RuntimeException damaged) {
            if (!passOverDamage) {
                throw damaged;
            }
            LOG.warn("The tag {} of {} is damaged: {}", tag, name, damaged.getMessage());
            return Optional.empty();
        }
    }

    /** All files of a commit whose path matches, in the order of their paths. */
    public List<ListedFile> files(String commit, PathPattern pattern) {
        ObjectId id = ObjectId.fromString(commit);
        return asked(() -> {
            List<ListedFile> files = new ArrayList<>();
            try (TreeWalk tree = new TreeWalk(repository, objects)) {
                tree.addTree(walk.parseCommit(id).getTree());
                tree.setRecursive(true);
                while (tree.next()) {
                    if (isFile(tree.getFileMode()) && pattern.matches(tree.getPathString())) {
                        files.add(new ListedFile(
                                tree.getPathString(), tree.getObjectId(0).name()));
                    }
                }
            }
            return files;
        });
    }

    /** The file at a path of a commit. */
    public FileReading file(String commit, String path, SizeLimits limits) {
        ObjectId id = ObjectId.fromString(commit);
        return asked(() -> {
            try (TreeWalk tree = at(path, walk.parseCommit(id))) {
                if (tree == null) {
                    return new FileReading.NoFile(Trouble.Found.NOTHING);
                }
                FileMode mode = tree.getFileMode();
                return isFile(mode) ? text(tree.getObjectId(0), limits) : new FileReading.NoFile(found(mode));
            }
        });
    }

    private @Nullable TreeWalk at(String path, RevCommit commit) throws IOException {
        boolean isPath = !path.isEmpty() && !path.startsWith("/") && !path.endsWith("/") && path.indexOf('\0') < 0;
        return isPath ? TreeWalk.forPath(objects, path, commit.getTree()) : null;
    }

    private static boolean isFile(FileMode mode) {
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    private static Trouble.Found found(FileMode mode) {
        if (FileMode.SYMLINK.equals(mode)) {
            return Trouble.Found.SYMBOLIC_LINK;
        }
        return FileMode.GITLINK.equals(mode) ? Trouble.Found.SUBMODULE : Trouble.Found.FOLDER;
    }

    /** The size is asked before the content, which may be larger than the memory. */
    private FileReading text(ObjectId blob, SizeLimits limits) throws IOException {
        long size = objects.getObjectSize(blob, Constants.OBJ_BLOB);
        if (size > limits.bytes()) {
            return new FileReading.TooLarge(blob.name(), new Excess("bytes", size, limits.bytes()));
        }
        byte[] bytes = objects.open(blob, Constants.OBJ_BLOB).getCachedBytes(limits.bytes());
        Optional<Long> elsewhere = LargeFilePointer.sizeIn(bytes);
        if (elsewhere.isPresent()) {
            return new FileReading.Pointer(blob.name(), elsewhere.get());
        }
        int lines = PhysicalLines.in(bytes);
        return lines > limits.lines()
                ? new FileReading.TooLarge(blob.name(), new Excess("lines", lines, limits.lines()))
                : new FileReading.Text(blob.name(), bytes);
    }

    private <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (RepositoryUnavailableException known) {
            throw known;
        } catch (MissingObjectException missing) {
            throw unavailable("it lacks the object " + missing.getObjectId().name(), missing);
        } catch (IOException | RuntimeException failed) {
            String message = failed.getMessage();
            throw unavailable(message == null ? failed.getClass().getSimpleName() : message, failed);
        }
    }

    private RepositoryUnavailableException unavailable(String because, @Nullable Exception cause) {
        return new RepositoryUnavailableException(name, because, cause);
    }

    private interface Question<T> {
        T ask() throws IOException;
    }
}
