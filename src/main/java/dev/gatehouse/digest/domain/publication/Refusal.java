package dev.gatehouse.digest.domain.publication;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why a publication is refused: data, from which sentences are made at the edge. It ends the case.
 *
 * @param subject the tag
 * @param facts by name, as text
 */
public record Refusal(Code code, String subject, Map<String, String> facts) {

    /** In the order in which the rules are asked. */
    public enum Code {
        /** Facts: repository, form, because ({@link TagForm.Fault}). */
        TAG_FORM,
        /** Facts: repository, firstSeen, now (object ids). */
        TAG_MOVED,
        /** Facts: repository, annotated (true or false), marks (commit, tag, tree or blob). */
        NOT_ANNOTATED,
        /** Facts: repository, nameInside. */
        TAG_NAME_DIFFERS,
        /** Facts: repository, email; no email where the tag names nobody. */
        TAGGER_UNKNOWN,
        /**
         * Facts: repository, found (UNSIGNED, BAD, NOT_VERIFIABLE, KEY_NOT_ALLOWED, KEY_NOT_VALID_THEN), and as it
         * applies reason, kind, fingerprint, at.
         */
        SIGNATURE,
        /** Facts: repository, commit, branch (the policy's), branchRead (the repository's, where that is another). */
        NOT_ON_BRANCH,
        /** Facts: repository, path, unit (lines or bytes), figure, limit. */
        TOO_LARGE
    }

    public Refusal {
        facts = Map.copyOf(facts);
    }

    static Refusal of(Code code, Publication publication, String... namesAndValues) {
        Map<String, String> facts = new TreeMap<>(Map.of("repository", publication.repository()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Refusal(code, publication.revision(), facts);
    }
}
