package dev.gatehouse.digest;

import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.domain.publication.Trouble;
import java.util.Optional;
import java.util.Set;

/** What a repository said of a publication. */
sealed interface RepositoryAnswer {

    /** One text as it was published. */
    record Text(Published published, byte[] bytes) {}

    /**
     * A publication with its text, and what it is compared with.
     *
     * @param identity the runbook's own id, else its path
     * @param order among the publications of the runbook that were known
     * @param baseline empty where a human said to go on without one
     */
    record Found(Text revision, String identity, Order order, Optional<Text> baseline) implements RepositoryAnswer {}

    /**
     * Where a publication stands among others.
     *
     * @param position behind that of every older one
     * @param newer the cases whose publications are newer
     */
    record Order(long position, Set<String> newer) {}

    /** No source of a digest. */
    record Refused(String code, String sentence) implements RepositoryAnswer {}

    /**
     * A human says how to go on.
     *
     * @param published the tag, where there is one
     */
    record Unclear(Trouble trouble, Optional<Published> published) implements RepositoryAnswer {}
}
