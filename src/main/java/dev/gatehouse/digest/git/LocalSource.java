package dev.gatehouse.digest.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A repository on this machine, bare or working, whoever owns it. Opened anew for every reading, so nothing is remembered of
 * what has changed since; never written to. It may be pushed to meanwhile.
 */
final class LocalSource implements RepositorySource {
    private static final int TRIES = 3;

    private final String name;
    private final Path path;
    private final String branch;

    LocalSource(String name, Path path, String branch) {
        this.name = name;
        this.path = path;
        this.branch = branch;
    }

    /**
     * While a repository is packed an object can seem to be missing, as it is moved from one file to another; so what fails
     * in the middle of a reading is read again.
     */
    @Override
    public <T> T read(Function<RunbookReading, T> work) {
        for (int left = TRIES; ; left--) {
            try {
                return readOnce(work, left == 1);
            } catch (RepositoryUnavailableException failed) {
                if (left == 1 || failed.getCause() == null) {
                    throw failed;
                }
            }
        }
    }

    private <T> T readOnce(Function<RunbookReading, T> work, boolean lastTry) {
        try (Repository repository = open();
                RunbookReading reading = new RunbookReading(name, repository, branch, lastTry)) {
            return work.apply(reading);
        }
    }

    @Override
    public Optional<String> objectOf(String tag) {
        return read(reading -> reading.objectOf(tag));
    }

    private Repository open() {
        if (!Files.isDirectory(path)) {
            throw unavailable("there is no folder " + path, null);
        }
        File found = FileKey.resolve(path.toFile(), FS.DETECTED);
        if (found == null) {
            throw unavailable("there is no Git repository in " + path, null);
        }
        Repository repository = opened(found);
        String ids = repository.getConfig().getString("extensions", null, "objectformat");
        if (ids != null && !ids.equals("sha1")) {
            repository.close();
            throw unavailable("%s names its objects by %s; only sha1 is read".formatted(path, ids), null);
        }
        return repository;
    }

    private Repository opened(File found) {
        try {
            return new FileRepositoryBuilder()
                    .setGitDir(found)
                    .setFS(FS.DETECTED)
                    .setMustExist(true)
                    .build();
        } catch (IOException | RuntimeException failed) {
            throw unavailable("%s does not open: %s".formatted(path, failed.getMessage()), failed);
        }
    }

    private RepositoryUnavailableException unavailable(String because, @Nullable Exception cause) {
        return new RepositoryUnavailableException(name, because, cause);
    }
}
