package dev.gatehouse.digest.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository on a server, read through a copy of ours: its tags and its release branch, as they are now. A file lock keeps
 * everybody else away from the copy, of this process or another one. The copy can be made again at any time, so one that
 * is damaged, or was left locked by a process that was killed, is thrown away.
 */
final class MirroredSource implements RepositorySource {
    private static final Logger LOG = LoggerFactory.getLogger(MirroredSource.class);

    private static final long MILLIS_BETWEEN_TRIES = 20;

    private static final Set<RefUpdate.Result> DONE = EnumSet.of(
            RefUpdate.Result.NEW, RefUpdate.Result.FORCED, RefUpdate.Result.FAST_FORWARD, RefUpdate.Result.NO_CHANGE);

    private final String name;
    private final URIish uri;
    private final RunbookSettings repository;
    private final MirrorSettings settings;
    private final RemoteAccess remotes;
    private final Path folder;

    MirroredSource(String name, URIish uri, RunbookSettings repository, MirrorSettings settings, RemoteAccess remotes) {
        this.name = name;
        this.uri = uri;
        this.repository = repository;
        this.settings = settings;
        this.remotes = remotes;
        UUID ofAddress = UUID.nameUUIDFromBytes(uri.toPrivateString().getBytes(StandardCharsets.UTF_8));
        this.folder = settings.cache().toAbsolutePath().resolve(name + "-" + ofAddress + ".git");
    }

    @Override
    public <T> T read(Function<RunbookReading, T> work) {
        Deadline deadline = new Deadline(settings.patience());
        try (FileChannel lockFile = lockFile();
                FileLock held = locked(lockFile, deadline)) {
            update(deadline);
            return readCopy(work);
        } catch (IOException failed) {
            throw unavailable("its copy in %s can't be kept: %s".formatted(folder, failed.getMessage()), failed);
        }
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(settings.cache());
        Path path = folder.resolveSibling(folder.getFileName() + ".lock");
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Tried over and over, since the wait for another process has no limit of its own. */
    private FileLock locked(FileChannel lockFile, Deadline deadline) throws IOException {
        while (true) {
            FileLock lock = triedOnce(lockFile);
            if (lock != null) {
                return lock;
            } else if (deadline.isCancelled()) {
                throw unavailable("others have been bringing its copy up to date for " + settings.patience(), null);
            }
            try {
                Thread.sleep(MILLIS_BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw unavailable("the wait for its copy was interrupted", stopped);
            }
        }
    }

    private static @Nullable FileLock triedOnce(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private void update(Deadline deadline) throws IOException {
        try {
            fetch(deadline);
        } catch (IOException | RuntimeException failed) {
            if (!concernsTheCopy(failed)) {
                throw unreachable(failed, deadline);
            }
            discard(failed);
            try {
                fetch(deadline);
            } catch (IOException | RuntimeException again) {
                throw unreachable(again, deadline);
            }
        }
    }

    private void fetch(Deadline deadline) throws IOException {
        try (Repository copy = copy();
                Transport transport = remotes.to(copy, uri, repository, settings)) {
            transport.setRemoveDeletedRefs(true);
            transport.setTagOpt(TagOpt.NO_TAGS);
            FetchResult fetched = deadline.watch(() -> transport.fetch(deadline, refs()));
            for (TrackingRefUpdate update : fetched.getTrackingRefUpdates()) {
                if (!DONE.contains(update.getResult())) {
                    throw new LockFailedException(
                            folder.resolve(update.getLocalName()).toFile());
                }
            }
        }
    }

    private Repository copy() throws IOException {
        boolean exists = FileKey.isGitRepository(folder.toFile(), FS.DETECTED);
        if (!exists) {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
        Repository copy = new FileRepositoryBuilder()
                .setGitDir(folder.toFile())
                .setFS(FS.DETECTED)
                .setBare()
                .build();
        if (!exists) {
            copy.create(true);
            // or it would be tidied up in the background, where nobody holds the lock
            copy.getConfig().setInt("gc", null, "auto", 0);
            copy.getConfig().setInt("gc", null, "autopacklimit", 0);
            copy.getConfig().save();
        }
        return copy;
    }

    /** By force, and all of them: what was moved or deleted there is moved or deleted here. */
    private List<RefSpec> refs() {
        String branch = Constants.R_HEADS + repository.branch();
        return List.of(
                new RefSpec("+%s*:%s*".formatted(Constants.R_TAGS, Constants.R_TAGS)),
                new RefSpec("+%s:%s".formatted(branch, branch)));
    }

    private <T> T readCopy(Function<RunbookReading, T> work) throws IOException {
        try {
            return new LocalSource(name, folder, repository.branch()).read(work);
        } catch (RepositoryUnavailableException failed) {
            if (failed.getCause() != null && failed.repository().equals(name)) {
                discard(failed);
            }
            throw failed;
        }
    }

    private void discard(Exception because) throws IOException {
        LOG.warn("The copy of {} in {} is thrown away: {}", name, folder, because.getMessage());
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }

    private static boolean concernsTheCopy(Throwable failed) {
        for (Throwable one = failed; one != null; one = one.getCause()) {
            if (one instanceof LockFailedException
                    || one instanceof MissingObjectException
                    || one instanceof CorruptObjectException
                    || one instanceof RepositoryNotFoundException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> objectOf(String tag) {
        String ref = Constants.R_TAGS + tag;
        if (!Repository.isValidRefName(ref)) {
            return Optional.empty();
        }
        Deadline deadline = new Deadline(settings.patience());
        try {
            return deadline.watch(() -> advertised(ref));
        } catch (IOException | RuntimeException failed) {
            throw unreachable(failed, deadline);
        }
    }

    private Optional<String> advertised(String ref) throws IOException {
        try (Transport transport = remotes.to(null, uri, repository, settings);
                FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
            Ref found = connection.getRef(ref);
            return Optional.ofNullable(found == null ? null : found.getObjectId())
                    .map(id -> id.name());
        }
    }

    private RepositoryUnavailableException unreachable(Exception failed, Deadline deadline) {
        String said = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        String reason = deadline.isCancelled() ? deadline.reason() : said.replace(uri + ": ", "");
        return unavailable("%s does not answer as a repository: %s".formatted(uri, reason), failed);
    }

    private RepositoryUnavailableException unavailable(String because, @Nullable Exception cause) {
        return new RepositoryUnavailableException(name, because, cause);
    }
}
