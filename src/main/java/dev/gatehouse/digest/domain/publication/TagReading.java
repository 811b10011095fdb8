package dev.gatehouse.digest.domain.publication;

import java.util.Optional;

/** What a repository has under the name of a tag. */
public sealed interface TagReading {

    /** Id of the object that the name stands for; empty where there is no such tag. */
    Optional<String> object();

    /** Nothing. A branch of that name, or a commit with that id, is no tag. */
    record NoSuchTag() implements TagReading {
        @Override
        public Optional<String> object() {
            return Optional.empty();
        }
    }

    /**
     * A mere name for an object: says neither who set it nor when.
     *
     * @param kind of the object: commit, tree or blob
     */
    record LightweightTag(String id, String kind) implements TagReading {
        @Override
        public Optional<String> object() {
            return Optional.of(id);
        }
    }

    /**
     * An annotated tag of something that is no commit, so it publishes no revision.
     *
     * @param kind of what it marks: tag, tree or blob
     */
    record TagOfNoCommit(String tagObject, String kind) implements TagReading {
        @Override
        public Optional<String> object() {
            return Optional.of(tagObject);
        }
    }

    /** An annotated tag of a commit that names nobody who made it, or nobody whose name and time can be read. */
    record AnonymousTag(String tagObject) implements TagReading {
        @Override
        public Optional<String> object() {
            return Optional.of(tagObject);
        }
    }

    /** An annotated tag of a commit. */
    record AnnotatedTag(TagFacts facts) implements TagReading {
        @Override
        public Optional<String> object() {
            return Optional.of(facts.tagObject());
        }
    }
}
