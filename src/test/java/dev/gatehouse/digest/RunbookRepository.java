package dev.gatehouse.digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.eclipse.jgit.api.errors.InvalidRefNameException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository for tests, bare or working, with commits and tags whose people and times are exactly those that are
 * given: the same calls make the same ids. Everything is written straight into the object database; the files of a working
 * repository are not checked out.
 */
public final class RunbookRepository implements AutoCloseable {

    public static final String MAIN = "main";

    /** Tags in the demo's name. */
    public static final Person ROSA = new Person("Rosa Ito", "rosa.ito@example.org");

    /** Somebody. */
    public record Person(String name, String email) {

        private PersonIdent at(OffsetDateTime moment) {
            return new PersonIdent(name, email, moment.toInstant(), moment.getOffset());
        }
    }

    private final Path folder;
    private final Repository repository;

    private RunbookRepository(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** A new one without a working tree, as on a server. */
    public static RunbookRepository bare(Path folder) {
        return created(folder, new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()));
    }

    /** A new one with a working tree, as somebody's own. */
    public static RunbookRepository working(Path folder) {
        return created(folder, new FileRepositoryBuilder().setWorkTree(folder.toFile()));
    }

    private static RunbookRepository created(Path folder, FileRepositoryBuilder builder) {
        try {
            Repository repository = builder.setInitialBranch(MAIN).build();
            repository.create(repository.isBare());
            return new RunbookRepository(folder, repository);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InvalidRefNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What {@code gatehouse.runbooks.<name>.uri} takes. */
    public Path folder() {
        return folder;
    }

    /** The folder of Git's own files. */
    public Path gitFolder() {
        return repository.getDirectory().toPath();
    }

    @Override
    public void close() {
        repository.close();
    }

    /** A moment such as {@code 2026-04-15T09:00:00+02:00}. */
    public static OffsetDateTime at(String moment) {
        return OffsetDateTime.parse(moment);
    }

    /** Commits one file on the main branch. @return id of the commit */
    public String commit(String path, String text, Person author, OffsetDateTime moment) {
        return commit(MAIN, path, text.getBytes(StandardCharsets.UTF_8), author, moment);
    }

    /** Commits one file on a branch that is there, or begins a new history. @return id of the commit */
    public String commit(String branch, String path, byte[] content, Person author, OffsetDateTime moment) {
        return commit(branch, moment, author, path, FileMode.REGULAR_FILE, insert(Constants.OBJ_BLOB, content));
    }

    /** Commits something other than a file: a symbolic link, a submodule. @return id of the commit */
    public String commitAs(FileMode mode, String path, String object) {
        return commit(MAIN, at("2026-01-01T00:00:00Z"), ROSA, path, mode, object);
    }

    /** Takes a file out of the main branch. @return id of the commit */
    public String remove(String path, Person author, OffsetDateTime moment) {
        return commit(MAIN, moment, author, path, FileMode.MISSING, null);
    }

    private String commit(
            String branch, OffsetDateTime moment, Person author, String path, FileMode mode, @Nullable String object) {
        return inserting(inserter -> {
            String head = head(branch);
            DirCache tree = DirCache.newInCore();
            if (head != null) {
                fill(tree, head);
            }
            DirCacheEditor editor = tree.editor();
            editor.add(object == null ? new DirCacheEditor.DeletePath(path) : put(path, mode, object));
            editor.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.writeTree(inserter));
            if (head != null) {
                commit.setParentId(ObjectId.fromString(head));
            }
            commit.setAuthor(author.at(moment));
            commit.setCommitter(author.at(moment));
            commit.setMessage("Change " + path + "\n");
            String id = inserter.insert(commit).name();
            inserter.flush();
            set(Constants.R_HEADS + branch, id);
            return id;
        });
    }

    private void fill(DirCache tree, String commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            DirCacheBuilder builder = tree.builder();
            builder.addTree(
                    new byte[0],
                    DirCacheEntry.STAGE_0,
                    walk.getObjectReader(),
                    walk.parseCommit(ObjectId.fromString(commit)).getTree());
            builder.finish();
        }
    }

    private static DirCacheEditor.PathEdit put(String path, FileMode mode, String object) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(mode);
                entry.setObjectId(ObjectId.fromString(object));
            }
        };
    }

    /** Merges one branch into another, whose files stay as they are. @return id of the commit */
    public String merge(String into, String from, Person author, OffsetDateTime moment) {
        return inserting(inserter -> {
            ObjectId first = ObjectId.fromString(Objects.requireNonNull(head(into)));
            try (RevWalk walk = new RevWalk(repository)) {
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(walk.parseCommit(first).getTree());
                commit.setParentIds(first, ObjectId.fromString(Objects.requireNonNull(head(from))));
                commit.setAuthor(author.at(moment));
                commit.setCommitter(author.at(moment));
                commit.setMessage("Merge " + from + "\n");
                String id = inserter.insert(commit).name();
                inserter.flush();
                set(Constants.R_HEADS + into, id);
                return id;
            }
        });
    }

    /** Begins a branch at a commit, or moves it there by force. */
    public void branch(String name, String commit) {
        set(Constants.R_HEADS + name, commit);
    }

    /** @return id of the branch's newest commit, or null */
    public @Nullable String head(String branch) {
        try {
            ObjectId head = repository.resolve(Constants.R_HEADS + branch);
            return head == null ? null : head.name();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An annotated tag; where there is one of that name it is moved. @return id of the tag object */
    public String annotate(String name, String commit, Person tagger, OffsetDateTime moment) {
        return annotate(name, tagText(name, "commit", commit, tagger, moment, "Publish"));
    }

    /** An annotated tag with an SSH signature. @return id of the tag object */
    public String sign(String name, String commit, Person tagger, OffsetDateTime moment, SshKey key) {
        String text = tagText(name, "commit", commit, tagger, moment, "Publish");
        return annotate(name, text + key.sign(text, "git"));
    }

    /** A tag object with this very text, however wrong. @return its id */
    public String annotate(String name, String text) {
        String id = insert(Constants.OBJ_TAG, text.getBytes(StandardCharsets.UTF_8));
        set(Constants.R_TAGS + name, id);
        return id;
    }

    /** The text of a tag object. */
    public static String tagText(
            String name, String type, String object, Person tagger, OffsetDateTime moment, String message) {
        String zone = moment.getOffset().equals(ZoneOffset.UTC)
                ? "+0000"
                : moment.getOffset().getId().replace(":", "");
        return "object %s\ntype %s\ntag %s\ntagger %s <%s> %d %s\n\n%s\n"
                .formatted(object, type, name, tagger.name(), tagger.email(), moment.toEpochSecond(), zone, message);
    }

    /** A lightweight tag of any object, or one more name for a tag object. */
    public void lightweight(String name, String object) {
        set(Constants.R_TAGS + name, object);
    }

    /** Deletes a tag. */
    public void deleteTag(String name) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_TAGS + name, true);
            update.setForceUpdate(true);
            if (update.delete() != RefUpdate.Result.FORCED) {
                throw new IllegalStateException(name + " was not deleted");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @return id of the new object */
    public String insert(int type, byte[] content) {
        return inserting(inserter -> {
            String id = inserter.insert(type, content).name();
            inserter.flush();
            return id;
        });
    }

    /** As a file of its own, since Git itself would refuse an object that is none; in one step, as Git does. */
    private void set(String ref, String object) {
        try {
            Path file = gitFolder().resolve(ref);
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".lock"), object + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private <T> T inserting(Step<ObjectInserter, T> step) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            return step.take(inserter);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Step<F, T> {
        T take(F from) throws IOException;
    }
}
