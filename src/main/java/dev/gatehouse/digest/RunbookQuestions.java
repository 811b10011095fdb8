package dev.gatehouse.digest;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.digest.Digests.Publication;
import dev.gatehouse.digest.Digests.Stage;
import dev.gatehouse.digest.Digests.Subject;
import dev.gatehouse.digest.RepositoryAnswer.Found;
import dev.gatehouse.digest.RepositoryAnswer.Order;
import dev.gatehouse.digest.RepositoryAnswer.Refused;
import dev.gatehouse.digest.RepositoryAnswer.Text;
import dev.gatehouse.digest.RepositoryAnswer.Unclear;
import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.domain.publication.PathPattern;
import dev.gatehouse.digest.domain.publication.PublicationAuthority;
import dev.gatehouse.digest.domain.publication.PublicationRules;
import dev.gatehouse.digest.domain.publication.Refusal;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.domain.publication.TagFacts;
import dev.gatehouse.digest.domain.publication.TagReading;
import dev.gatehouse.digest.domain.publication.Trouble;
import dev.gatehouse.digest.domain.publication.Trouble.WithoutBaseline;
import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.exchange.PublicationSentences;
import dev.gatehouse.digest.git.FileReading;
import dev.gatehouse.digest.git.ListedFile;
import dev.gatehouse.digest.git.PublishedTag;
import dev.gatehouse.digest.git.RunbookReading;
import dev.gatehouse.digest.git.RunbookRepositories;
import dev.gatehouse.digest.markdown.Reading;
import dev.gatehouse.digest.markdown.RunbookReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks a repository what was published, and what to compare it with. Everything is read in one sitting, so that a
 * push meanwhile cannot mix two states.
 */
@Component
class RunbookQuestions {

    private static final RunbookReader READER = new RunbookReader();
    private static final byte[] NOTHING = new byte[0];

    /** As long as a path: an identity is one or the other. */
    private static final int LONGEST_ID = 1000;

    private static final PathPattern ANY_PATH = PathPattern.of("**");

    private final RunbookRepositories repositories;
    private final Digests digests;
    private final PublicationPolicy policy;

    RunbookQuestions(RunbookRepositories repositories, Digests digests, PublicationPolicy policy) {
        this.repositories = repositories;
        this.digests = digests;
        this.policy = policy;
    }

    /**
     * What a repository has said.
     *
     * @param sights the tags that it was asked about and that nobody had seen before, whatever it says of them
     */
    record Asked(RepositoryAnswer answer, List<Sight> sights) {}

    /**
     * The first sight of a tag.
     *
     * @param object that the tag stands for
     * @param commit that it marks; null where it marks none
     */
    record Sight(String tag, String object, @Nullable String commit) {

        static Optional<Sight> of(String tag, TagReading read) {
            return read.object().map(object -> new Sight(tag, object, commit(read)));
        }

        private static @Nullable String commit(TagReading read) {
            if (read instanceof TagReading.AnnotatedTag annotated) {
                return annotated.facts().commit();
            }
            return read instanceof TagReading.LightweightTag lightweight
                            && lightweight.kind().equals("commit")
                    ? lightweight.id()
                    : null;
        }
    }

    /** @throws dev.gatehouse.digest.git.RepositoryUnavailableException when nothing can be said of it now */
    Asked ask(CaseFile caseFile, Subject subject, Standing standing) {
        Optional<PublicationAuthority> authority = policy.authority(subject.repository(), subject.path());
        if (authority.isEmpty()) {
            return new Asked(
                    new Refused(
                            Refusal.Code.TAGGER_UNKNOWN.name(),
                            "No policy says who publishes %s of %s.".formatted(subject.path(), subject.repository())),
                    List.of());
        }
        // read before the repository is open: its copy is locked meanwhile
        Map<String, String> seen = digests.seen(subject.repository());
        List<Publication> others = digests.placedOf(subject.repository(), caseFile.drill()).stream()
                .filter(other -> !other.caseId().equals(caseFile.caseId()))
                .toList();
        return repositories.read(subject.repository(), reading -> {
            Sitting sitting = new Sitting(
                    subject,
                    standing,
                    authority.get(),
                    policy.limits(subject.repository()),
                    seen,
                    others,
                    reading,
                    new LinkedHashMap<>());
            RepositoryAnswer answer = sitting.answer();
            return new Asked(answer, List.copyOf(sitting.sights().values()));
        });
    }

    /** One reading of the repository. */
    private record Sitting(
            Subject subject,
            Standing standing,
            PublicationAuthority authority,
            SizeLimits limits,
            Map<String, String> seen,
            List<Publication> others,
            RunbookReading reading,
            Map<String, Sight> sights) {

        RepositoryAnswer answer() {
            TagReading tag = reading.tag(subject.revision());
            sighted(subject.revision(), tag);
            Optional<Refusal> refusal = refusal(subject.revision(), subject.path(), tag, null);
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
            if (!(tag instanceof TagReading.AnnotatedTag annotated)) {
                return new Unclear(Trouble.noSuchTag(subject.repository(), subject.revision()), Optional.empty());
            }
            TagFacts facts = annotated.facts();
            Published published = published(facts, subject.path());
            FileReading file = reading.file(facts.commit(), subject.path(), limits);
            if (file instanceof FileReading.TooLarge large) {
                return refused(refusal(subject.revision(), subject.path(), tag, large.excess())
                        .orElseThrow());
            }
            Optional<Trouble> trouble = trouble(published, file);
            if (trouble.isPresent() && !accepted(trouble.get())) {
                return new Unclear(trouble.get(), Optional.of(published));
            }
            byte[] text = bytes(file);
            return withBaseline(facts, new Text(published, text), identity(text, subject.path()));
        }

        /** What has not the form of a publication is a name that may be moved at will. */
        private void sighted(String tag, TagReading read) {
            if (!seen.containsKey(tag) && authority.form().faultOf(tag).isEmpty()) {
                Sight.of(tag, read).ifPresent(sight -> sights.put(tag, sight));
            }
        }

        private Optional<Refusal> refusal(
                String tag, String path, TagReading read, SizeLimits.@Nullable Excess excess) {
            return PublicationRules.refusal(
                    new dev.gatehouse.digest.domain.publication.Publication(
                            subject.repository(), path, tag, read, seen.get(tag), excess),
                    authority);
        }

        private static Refused refused(Refusal refusal) {
            return new Refused(refusal.code().name(), PublicationSentences.of(refusal));
        }

        private static Published published(TagFacts facts, String path) {
            return new Published(
                    facts.name(),
                    facts.tagObject(),
                    facts.commit(),
                    path,
                    facts.tagger().email(),
                    facts.tagger().at().toInstant());
        }

        private boolean accepted(Trouble trouble) {
            return standing.accepted().contains(trouble.code().name());
        }

        /** What keeps a text from being read as it is. */
        private Optional<Trouble> trouble(Published at, FileReading file) {
            if (file instanceof FileReading.NoFile none) {
                return Optional.of(Trouble.pathMissing(subject.repository(), at.tag(), at.path(), none.found()));
            }
            if (file instanceof FileReading.Pointer) {
                return Optional.of(Trouble.unreadableText(
                        at.tag(), at.path(), "Its text is kept elsewhere (Git LFS); expected the text itself."));
            }
            Reading read = READER.read(bytes(file));
            if (read instanceof Reading.Unreadable unreadable) {
                return Optional.of(Trouble.unreadableText(at.tag(), at.path(), unreadable.sentence()));
            }
            Runbook runbook = ((Reading.Readable) read).runbook();
            String id = runbook.id();
            if (id != null && id.length() > LONGEST_ID) {
                return Optional.of(Trouble.unreadableText(
                        at.tag(),
                        at.path(),
                        "The id of its front matter has %d characters; expected at most %d."
                                .formatted(id.length(), LONGEST_ID)));
            }
            return runbook.duplicateAnchors().stream()
                    .findFirst()
                    .map(duplicate -> Trouble.duplicateAnchor(
                            at.tag(),
                            at.path(),
                            duplicate.anchor(),
                            duplicate.lines().stream().map(Lines::from).toList()));
        }

        /** A file that is no more is an empty one, once somebody has said to go on. */
        private static byte[] bytes(FileReading file) {
            return file instanceof FileReading.Text text ? text.bytes() : NOTHING;
        }

        /** The runbook's own id, else its path, also in the place of an id that is no name any more. */
        private static String identity(byte[] text, String path) {
            String id = READER.readAnyway(text).runbook().id();
            return id == null || id.length() > LONGEST_ID ? path : id;
        }

        // ---- the baseline

        private RepositoryAnswer withBaseline(TagFacts revision, Text text, String identity) {
            Baseline chosen = standing.baselineAsked() == null
                    ? newestBefore(revision, identity)
                    : asked(revision, standing.baselineAsked());
            Order order = order(revision, identity);
            Trouble trouble = chosen.trouble();
            if (trouble == null) {
                Baseline read = textOf(revision, chosen.facts().orElseThrow(), identity);
                if (read.trouble() == null) {
                    return new Found(text, identity, order, read.text());
                }
                trouble = read.trouble();
            }
            return accepted(trouble)
                    ? new Found(text, identity, order, Optional.empty())
                    : new Unclear(trouble, Optional.of(text.published()));
        }

        /** A tag to compare with, its text once it is read, or why there is none. */
        private record Baseline(
                Optional<TagFacts> facts,
                Optional<Text> text,
                @Nullable Trouble trouble) {
            static Baseline of(TagFacts facts) {
                return new Baseline(Optional.of(facts), Optional.empty(), null);
            }

            static Baseline none(Trouble trouble) {
                return new Baseline(Optional.empty(), Optional.empty(), trouble);
            }
        }

        /** The baseline that somebody has named. */
        private Baseline asked(TagFacts revision, String baseline) {
            TagReading tag = reading.tag(baseline);
            sighted(baseline, tag);
            return judged(revision, baseline, tag);
        }

        private Baseline judged(TagFacts revision, String baseline, TagReading tag) {
            Optional<Refusal> refusal = refusal(baseline, subject.path(), tag, null);
            if (refusal.isPresent()) {
                return Baseline.none(
                        refusal.get().code() == Refusal.Code.TAG_MOVED
                                ? Trouble.baselineMoved(
                                        subject.repository(),
                                        baseline,
                                        "" + refusal.get().facts().get("firstSeen"),
                                        "" + refusal.get().facts().get("now"))
                                : Trouble.baselineMissing(
                                        revision.name(), baseline, refusal.get().code()));
            }
            if (!(tag instanceof TagReading.AnnotatedTag annotated)) {
                return Baseline.none(Trouble.baselineMissing(revision.name(), baseline, WithoutBaseline.NO_SUCH_TAG));
            }
            TagFacts facts = annotated.facts();
            return reading.isBefore(PublishedTag.of(facts), PublishedTag.of(revision))
                    ? Baseline.of(facts)
                    : Baseline.none(Trouble.baselineNewer(revision.name(), baseline));
        }

        /** The newest one before it whose digest was shared; before the first such, the newest published one. */
        private Baseline newestBefore(TagFacts revision, String identity) {
            String runbook = subject.repository() + "|" + identity;
            Set<String> sharedTags = others.stream()
                    .filter(one -> one.stage() == Stage.SHARED && one.runbook().equals(runbook))
                    .map(Publication::tag)
                    .collect(Collectors.toSet());
            PublishedTag published = PublishedTag.of(revision);
            List<PublishedTag> before = reading.tags("").stream()
                    .filter(tag -> reading.isBefore(tag, published))
                    .sorted(PublishedTag.OLDEST_FIRST.reversed())
                    .toList();
            Optional<Baseline> ofShared = before.stream()
                    .filter(tag -> sharedTags.contains(tag.name()))
                    .findFirst()
                    .map(tag -> judged(revision, tag.name(), reading.tag(tag.name())));
            return ofShared.or(() -> before.stream()
                            .map(tag -> judged(revision, tag.name(), reading.tag(tag.name())))
                            .filter(Sitting::isPublication)
                            .findFirst())
                    .orElseGet(() -> Baseline.none(
                            Trouble.baselineMissing(revision.name(), "", WithoutBaseline.NOTHING_PUBLISHED_BEFORE)));
        }

        /** A tag that was never a publication is passed over; one that has moved is not. */
        private static boolean isPublication(Baseline baseline) {
            return baseline.trouble() == null || baseline.trouble().code() == Trouble.Code.BASELINE_MOVED;
        }

        // ---- the order

        /**
         * Where the revision stands among the publications of its runbook that are known. Of two, the one that was made from
         * the other is the newer; where neither was, since a branch was pushed by force or two lines were merged, the tagger's
         * time says. A position is a count of commits as long as that says the same. Where it does not, since the branch has
         * become shorter, it is the one behind the last: so what is stored compares as a plain number, and stays right when
         * the branch is rewritten again.
         */
        private Order order(TagFacts revision, String identity) {
            String runbook = subject.repository() + "|" + identity;
            long position = revision.position();
            Set<String> newer = new HashSet<>();
            for (Publication other : others) {
                if (!other.runbook().equals(runbook)) {
                    continue;
                }
                if (isNewer(other, revision)) {
                    newer.add(other.caseId());
                } else {
                    boolean sameCommit = revision.commit().equals(other.commit());
                    position = Math.max(position, other.place().position() + (sameCommit ? 0 : 1));
                }
            }
            return new Order(position, newer);
        }

        private boolean isNewer(Publication other, TagFacts revision) {
            String commit = other.commit();
            if (commit != null && reading.isAncestor(revision.commit(), commit)) {
                return true;
            }
            boolean older = commit != null && reading.isAncestor(commit, revision.commit());
            return !older
                    && other.place().taggedAt().isAfter(revision.tagger().at().toInstant());
        }

        // ---- the baseline's text

        private Baseline textOf(TagFacts revision, TagFacts baseline, String identity) {
            Optional<String> path = pathOf(baseline, identity);
            if (path.isEmpty()) {
                return Baseline.none(
                        Trouble.baselineMissing(revision.name(), baseline.name(), WithoutBaseline.PATH_MISSING));
            }
            Published published = published(baseline, path.get());
            FileReading file = reading.file(baseline.commit(), path.get(), limits);
            if (file instanceof FileReading.TooLarge) {
                return Baseline.none(Trouble.baselineMissing(revision.name(), baseline.name(), Refusal.Code.TOO_LARGE));
            }
            Optional<Trouble> trouble = trouble(published, file);
            return trouble.isPresent() && !accepted(trouble.get())
                    ? Baseline.none(trouble.get())
                    : new Baseline(Optional.of(baseline), Optional.of(new Text(published, bytes(file))), null);
        }

        /** A runbook is known by its id: it may have stood at another path. */
        private Optional<String> pathOf(TagFacts baseline, String identity) {
            if (reading.file(baseline.commit(), subject.path(), limits) instanceof FileReading.Text here
                    && (identity.equals(subject.path())
                            || identity(here.bytes(), subject.path()).equals(identity))) {
                return Optional.of(subject.path());
            }
            Optional<String> elsewhere = identity.equals(subject.path())
                    ? Optional.empty()
                    : reading.files(baseline.commit(), ANY_PATH).stream()
                            .map(ListedFile::path)
                            .filter(path -> path.endsWith(".md"))
                            .filter(path ->
                                    reading.file(baseline.commit(), path, limits) instanceof FileReading.Text text
                                            && identity(text.bytes(), path).equals(identity))
                            .findFirst();
            return elsewhere.or(
                    () -> reading.file(baseline.commit(), subject.path(), limits) instanceof FileReading.Text
                            ? Optional.of(subject.path())
                            : Optional.empty());
        }
    }
}
