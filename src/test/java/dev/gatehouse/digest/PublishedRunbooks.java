package dev.gatehouse.digest;

import static dev.gatehouse.digest.RunbookRepository.ROSA;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A repository of many runbooks, each test's at a path of its own, published minute by minute under tags that nobody shares. */
public final class PublishedRunbooks implements AutoCloseable {

    public static final String NAME = "premium-runbooks";

    private static final OffsetDateTime BEGINNING = RunbookRepository.at("2026-04-15T09:00:00Z");

    private final RunbookRepository repository;
    private int count;

    /** A tag with the commit that it marks, its tag object and its moment. */
    public record Tag(String name, String commit, String object, OffsetDateTime at) {}

    public PublishedRunbooks(Path folder) {
        repository = RunbookRepository.bare(folder.resolve("premium.git"));
    }

    /** Points the application to it. */
    public void configure(DynamicPropertyRegistry settings) {
        settings.add(
                "gatehouse.runbooks." + NAME + ".uri", () -> repository.folder().toString());
    }

    public RunbookRepository repository() {
        return repository;
    }

    /** Commits the text and publishes it, one minute after the publication before. */
    public synchronized Tag publish(String path, String text) {
        OffsetDateTime moment = next();
        return tag(repository.commit(path, text, ROSA, moment), moment);
    }

    /** Publishes a commit once more, under another tag. */
    public synchronized Tag publishAgain(String commit) {
        return tag(commit, next());
    }

    public synchronized Tag publish(String path, byte[] content) {
        OffsetDateTime moment = next();
        return tag(repository.commit(RunbookRepository.MAIN, path, content, ROSA, moment), moment);
    }

    private Tag tag(String commit, OffsetDateTime moment) {
        String name = nextName();
        return new Tag(name, commit, repository.annotate(name, commit, ROSA, moment), moment);
    }

    /** The name of a tag that is not there yet. */
    public synchronized String nextName() {
        return "published/2026-04-15." + count;
    }

    /** A moment after every publication so far. */
    public synchronized OffsetDateTime next() {
        return BEGINNING.plusMinutes(++count);
    }

    @Override
    public void close() {
        repository.close();
    }
}
