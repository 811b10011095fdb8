package dev.gatehouse.digest.domain.publication;

import dev.gatehouse.digest.domain.publication.SizeLimits.Excess;
import dev.gatehouse.digest.domain.publication.TagReading.AnnotatedTag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and what the repository says of it.
 *
 * @param revision name of the tag as the request has it
 * @param firstSeen id of the object that the tag stood for when it was first seen; null where it is seen now for the
 *     first time
 * @param excess of the text; null where it is not too large, or not read yet
 */
public record Publication(
        String repository,
        String path,
        String revision,
        TagReading tag,
        @Nullable String firstSeen,
        @Nullable Excess excess) {

    Optional<TagFacts> facts() {
        return tag instanceof AnnotatedTag annotated ? Optional.of(annotated.facts()) : Optional.empty();
    }
}
