package dev.gatehouse.digest.git;

import org.jspecify.annotations.Nullable;

/**
 * A repository could not be read: it is away, damaged, or not as it must be to be asked anything. Says nothing about
 * the tag or path in question, so it is worth asking again. Its message is a sentence without credentials.
 */
public final class RepositoryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String repository;

    RepositoryUnavailableException(String repository, String because, @Nullable Throwable cause) {
        super("The repository %s can't be read: %s.".formatted(repository, because), cause);
        this.repository = repository;
    }

    /** Its name in {@code gatehouse.runbooks}. */
    public String repository() {
        return repository;
    }
}
