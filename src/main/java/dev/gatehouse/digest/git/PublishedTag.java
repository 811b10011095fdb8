package dev.gatehouse.digest.git;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tag whose commit is on the release branch; whether it is a publication has not been asked.
 *
 * @param name such as {@code published/2026-04-15}
 * @param object id of what the tag stands for: a tag object, or the commit itself where the tag is lightweight
 * @param position as in {@link dev.gatehouse.digest.domain.publication.TagFacts}
 * @param taggedAt as its maker says; null for a lightweight tag, which does not
 */
public record PublishedTag(
        String name,
        String object,
        String commit,
        int position,
        @Nullable Instant taggedAt) {

    public boolean annotated() {
        return !object.equals(commit);
    }
}
