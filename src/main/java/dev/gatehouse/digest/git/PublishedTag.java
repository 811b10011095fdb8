package dev.gatehouse.digest.git;

import dev.gatehouse.digest.domain.publication.TagFacts;
import java.time.Instant;
import java.util.Comparator;
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

    /** Ancestors before their descendants, and of the tags of one commit the earlier one first. */
    public static final Comparator<PublishedTag> OLDEST_FIRST = Comparator.comparing(PublishedTag::position)
            .thenComparing(tag -> tag.taggedAt() == null ? Instant.MIN : tag.taggedAt())
            .thenComparing(PublishedTag::name);

    public static PublishedTag of(TagFacts facts) {
        return new PublishedTag(
                facts.name(),
                facts.tagObject(),
                facts.commit(),
                facts.position(),
                facts.tagger().at().toInstant());
    }

    public boolean annotated() {
        return !object.equals(commit);
    }
}
