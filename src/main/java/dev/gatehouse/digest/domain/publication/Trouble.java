package dev.gatehouse.digest.domain.publication;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why a human has to resolve the source of a digest before it goes on: data, from which sentences are made at the edge.
 * Unlike a {@link Refusal} it breaks no rule of publication.
 *
 * @param subject what it is about: a tag, a path, an anchor, a record
 * @param facts by name, as text
 */
public record Trouble(Code code, String subject, Map<String, String> facts) {

    /** Named by what is wrong with the source. */
    public enum Code {
        NO_SUCH_TAG,
        PATH_MISSING,
        BASELINE_MISSING,
        BASELINE_NEWER,
        BASELINE_MOVED,
        UNREADABLE_TEXT,
        DUPLICATE_ANCHOR,
        SCOPE_BROADER,
        NOBODY_ON_ROTA
    }

    /** What lies at a path where a file was expected. */
    public enum Found {
        NOTHING,
        FOLDER,
        SYMBOLIC_LINK,
        SUBMODULE
    }

    /** Why there is no baseline to compare with, where no rule of publication says so. */
    public enum WithoutBaseline {
        NOTHING_PUBLISHED_BEFORE,
        NO_SUCH_TAG,
        PATH_MISSING
    }

    public Trouble {
        facts = Map.copyOf(facts);
    }

    public static Trouble noSuchTag(String repository, String revision) {
        return of(Code.NO_SUCH_TAG, revision, "repository", repository);
    }

    public static Trouble pathMissing(String repository, String revision, String path, Found found) {
        return of(Code.PATH_MISSING, path, "repository", repository, "revision", revision, "found", found.name());
    }

    /** @param baseline the one that was named; empty where none was */
    public static Trouble baselineMissing(String revision, String baseline, WithoutBaseline because) {
        return of(Code.BASELINE_MISSING, baseline, "revision", revision, "because", because.name());
    }

    /** Of a named baseline that is no publication itself. */
    public static Trouble baselineMissing(String revision, String baseline, Refusal.Code because) {
        return of(Code.BASELINE_MISSING, baseline, "revision", revision, "because", because.name());
    }

    /** Of a baseline that does not lie before the revision. */
    public static Trouble baselineNewer(String revision, String baseline) {
        return of(Code.BASELINE_NEWER, baseline, "revision", revision);
    }

    /** @param firstSeen id of the object that the tag stood for then, {@code now} of the one that it stands for now */
    public static Trouble baselineMoved(String repository, String baseline, String firstSeen, String now) {
        return of(Code.BASELINE_MOVED, baseline, "repository", repository, "firstSeen", firstSeen, "now", now);
    }

    /** @param because a sentence: what is wrong, where, and what would be right */
    public static Trouble unreadableText(String revision, String path, String because) {
        return of(Code.UNREADABLE_TEXT, path, "revision", revision, "because", because);
    }

    /** @param lines in which the anchor stands */
    public static Trouble duplicateAnchor(String revision, String path, String anchor, Collection<Integer> lines) {
        String named = lines.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        return of(Code.DUPLICATE_ANCHOR, anchor, "revision", revision, "path", path, "lines", named);
    }

    /** @param limit as the policy has it, such as {@code 60 %} */
    public static Trouble scopeBroader(String revision, int changed, int units, String limit) {
        return of(
                Code.SCOPE_BROADER,
                revision,
                "changed",
                String.valueOf(changed),
                "units",
                String.valueOf(units),
                "limit",
                limit);
    }

    /** @param record that should name the people, such as {@code on-call/duty-managers} */
    public static Trouble nobodyOnRota(String record) {
        return of(Code.NOBODY_ON_ROTA, record);
    }

    private static Trouble of(Code code, String subject, String... namesAndValues) {
        Map<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Trouble(code, subject, facts);
    }
}
