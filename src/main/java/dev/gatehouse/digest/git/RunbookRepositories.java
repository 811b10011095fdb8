package dev.gatehouse.digest.git;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The repositories that {@code gatehouse.runbooks} names. Safe for any number of threads. */
public final class RunbookRepositories implements AutoCloseable {

    /** A repository's name is part of addresses and case ids. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Map<String, RunbookSettings> settings;
    private final Map<String, RepositorySource> sources = new TreeMap<>();
    private final RemoteAccess remotes;

    /** @throws IllegalArgumentException with what is wrong with the settings */
    public RunbookRepositories(Map<String, RunbookSettings> runbooks, MirrorSettings mirrors) {
        GitSurroundings.set();
        TagSignatures.set();
        settings = new TreeMap<>(runbooks);
        remotes = new RemoteAccess(mirrors);
        settings.forEach((name, one) -> sources.put(name, source(name, one, mirrors)));
    }

    private RepositorySource source(String name, RunbookSettings one, MirrorSettings mirrors) {
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    name,
                    "is no name for a repository; expected at most 40 letters, digits or . _ - that begin with a letter or digit");
        }
        if (!Repository.isValidRefName(Constants.R_HEADS + one.branch())) {
            throw wrong(name + ".branch", "is \"" + one.branch() + "\"; expected the name of a branch");
        }
        Duration poll = one.poll();
        if (poll != null && (poll.isNegative() || poll.isZero())) {
            throw wrong(name + ".poll", "is " + poll + "; expected a duration above zero");
        }
        RepositoryAddress address;
        try {
            address = RepositoryAddress.of(one.uri());
        } catch (IllegalArgumentException nonsense) {
            throw wrong(name + ".uri", nonsense.getMessage());
        }
        return address instanceof RepositoryAddress.Remote remote
                ? new MirroredSource(name, remote.uri(), one, mirrors, remotes)
                : new LocalSource(name, ((RepositoryAddress.Local) address).path(), one.branch());
    }

    private static IllegalArgumentException wrong(String setting, @Nullable String why) {
        return new IllegalArgumentException("gatehouse.runbooks.%s %s.".formatted(setting, why));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(settings.keySet());
    }

    /** How often a repository is to be looked through; empty where events alone tell of publications. */
    public Optional<Duration> poll(String repository) {
        return Optional.ofNullable(settings.get(repository)).map(RunbookSettings::poll);
    }

    /**
     * Reads a repository as it is now; a remote one is brought up to date once, before the function runs, and nobody else
     * reads it meanwhile. So the function should only read, and must not read the same repository again; it runs anew
     * where what it was reading was moved under its hands.
     *
     * @throws RepositoryUnavailableException where it can't be read, or is not configured
     */
    public <T> T read(String repository, Function<RunbookReading, T> work) {
        return source(repository).read(work);
    }

    /**
     * Id of the object that a tag stands for now; empty where there is no such tag. Of a remote repository the tags alone are
     * asked for.
     *
     * @throws RepositoryUnavailableException where it can't be asked, or is not configured
     */
    public Optional<String> objectOf(String repository, String tag) {
        return source(repository).objectOf(tag);
    }

    private RepositorySource source(String repository) {
        RepositorySource source = sources.get(repository);
        if (source == null) {
            throw new RepositoryUnavailableException(
                    repository, "gatehouse.runbooks names no repository " + repository, null);
        }
        return source;
    }

    @Override
    public void close() {
        remotes.close();
    }
}
