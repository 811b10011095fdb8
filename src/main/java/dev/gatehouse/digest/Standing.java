package dev.gatehouse.digest;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a digest stands: what the repository has said, what people have settled, and what they have added. Immutable.
 *
 * @param baselineAsked the tag to compare with, where somebody has named one
 * @param revision the publication; null until it is verified
 * @param baseline what it is compared with; null for no comparison
 * @param runbookId the runbook's identity: its front matter's id, else its path
 * @param reviewer who reviews; null until somebody is known
 * @param rota who acknowledges
 * @param accepted codes of troubles that somebody has said to go on with
 * @param limits why, in their words: the digest says them
 * @param trouble what is unclear now; null for nothing
 * @param ending how the case is to end; null while it goes on
 */
record Standing(
        @Nullable String baselineAsked,
        @Nullable Published revision,
        @Nullable Published baseline,
        @Nullable String runbookId,
        @Nullable String reviewer,
        List<String> rota,
        Set<String> accepted,
        List<Limit> limits,
        @Nullable Unclear trouble,
        @Nullable Ending ending,
        List<Correction> corrections,
        List<Clarification> clarifications) {

    /** A publication as the repository shows it. */
    record Published(String tag, String tagObject, String commit, String path, String tagger, Instant taggedAt) {}

    /** What a human said to go on with, and why. */
    record Limit(String code, String reason, String by, Instant at) {}

    /** What a human has to resolve. */
    record Unclear(String code, String sentence) {}

    /** How a case ends without a digest: a state, and for a refusal its code. */
    record Ending(String state, @Nullable String code, String reason) {}

    /**
     * A reviewer's sentence in the place of a generated one.
     *
     * @param essence what the claim said when it was corrected: another one means that the claim has changed since
     */
    record Correction(String claimId, String text, String kind, String by, Instant at, String essence) {}

    /** What a human adds: to an open item, or as a question that stays open until somebody closes it. */
    record Clarification(String clarificationId, @Nullable String itemId, String text, String by, Instant at) {}

    Standing {
        rota = List.copyOf(rota);
        accepted = Set.copyOf(accepted);
        limits = List.copyOf(limits);
        corrections = List.copyOf(corrections);
        clarifications = List.copyOf(clarifications);
    }

    static Standing asked(@Nullable String baseline, @Nullable String reviewer, List<String> rota) {
        return new Standing(
                baseline, null, null, null, reviewer, rota, Set.of(), List.of(), null, null, List.of(), List.of());
    }

    Standing unclear(Unclear what) {
        return but(next -> next.trouble = what);
    }

    Standing endingAs(Ending how) {
        return but(next -> {
            next.trouble = null;
            next.ending = how;
        });
    }

    /** The repository has shown the tag, whatever else it says of it. */
    Standing published(Published publication) {
        return but(next -> next.revision = publication);
    }

    Standing verified(@Nullable Published comparedWith, String identity, String reviews, List<String> who) {
        return but(next -> {
            next.baseline = comparedWith;
            next.runbookId = identity;
            next.reviewer = reviews;
            next.rota = who;
            next.trouble = null;
            next.ending = null;
        });
    }

    /**
     * Somebody says to go on.
     *
     * @param otherBaseline the tag to compare with; null for the one before
     * @param accepts whether the trouble is taken as it is
     */
    Standing resolved(@Nullable String otherBaseline, boolean accepts, Limit limit) {
        return but(next -> {
            if (otherBaseline != null) {
                next.baselineAsked = otherBaseline;
            }
            if (accepts) {
                next.accepted = Stream.concat(accepted.stream(), Stream.of(limit.code()))
                        .collect(Collectors.toCollection(TreeSet::new));
            }
            next.limits = and(limits, limit);
            next.trouble = null;
            next.ending = null;
        });
    }

    /** A later correction of the same claim takes the place of an earlier one. */
    Standing corrected(Correction correction) {
        List<Correction> others = corrections.stream()
                .filter(one -> !one.claimId().equals(correction.claimId()))
                .toList();
        return but(next -> next.corrections = and(others, correction));
    }

    Standing clarified(Clarification clarification) {
        return but(next -> next.clarifications = and(clarifications, clarification));
    }

    private static <T> List<T> and(List<T> some, T one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    private Standing but(Consumer<Next> change) {
        Next next = new Next(this);
        change.accept(next);
        return next.standing();
    }

    /** What a standing turns into, while it does. */
    private static final class Next {
        @Nullable
        String baselineAsked;

        @Nullable
        Published revision;

        @Nullable
        Published baseline;

        @Nullable
        String runbookId;

        @Nullable
        String reviewer;

        List<String> rota;
        Set<String> accepted;
        List<Limit> limits;

        @Nullable
        Unclear trouble;

        @Nullable
        Ending ending;

        List<Correction> corrections;
        List<Clarification> clarifications;

        Next(Standing now) {
            baselineAsked = now.baselineAsked;
            revision = now.revision;
            baseline = now.baseline;
            runbookId = now.runbookId;
            reviewer = now.reviewer;
            rota = now.rota;
            accepted = now.accepted;
            limits = now.limits;
            trouble = now.trouble;
            ending = now.ending;
            corrections = now.corrections;
            clarifications = now.clarifications;
        }

        Standing standing() {
            return new Standing(
                    baselineAsked,
                    revision,
                    baseline,
                    runbookId,
                    reviewer,
                    rota,
                    accepted,
                    limits,
                    trouble,
                    ending,
                    corrections,
                    clarifications);
        }
    }
}
