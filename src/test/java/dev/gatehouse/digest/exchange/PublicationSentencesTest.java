package dev.gatehouse.digest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.domain.publication.Refusal;
import dev.gatehouse.digest.domain.publication.Refusal.Code;
import dev.gatehouse.digest.domain.publication.Trouble;
import dev.gatehouse.digest.domain.publication.Trouble.Found;
import dev.gatehouse.digest.domain.publication.Trouble.WithoutBaseline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublicationSentencesTest {

    private static final String TAG = "published/2026-04-15";

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhyAPublicationIsRefused(Refusal refusal, String sentence) {
        assertThat(PublicationSentences.of(refusal)).isEqualTo(sentence);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(
                        Code.TAG_FORM,
                        "The tag published/2026-04-15 of premium-runbooks has not the form of a publication, which is published/YYYY-MM-DD[.n].",
                        "form",
                        "published/YYYY-MM-DD[.n]",
                        "because",
                        "OTHER_SHAPE"),
                refused(
                        Code.TAG_FORM,
                        "The tag published/2026-04-15 of premium-runbooks has a date that no calendar knows; expected one of the form published/YYYY-MM-DD[.n].",
                        "form",
                        "published/YYYY-MM-DD[.n]",
                        "because",
                        "NO_SUCH_DATE"),
                refused(
                        Code.TAG_MOVED,
                        "The tag published/2026-04-15 of premium-runbooks has been moved: it stood for aaa when it was first seen, and now for bbb. Publish under a new tag.",
                        "firstSeen",
                        "aaa",
                        "now",
                        "bbb"),
                refused(
                        Code.NOT_ANNOTATED,
                        "The tag published/2026-04-15 of premium-runbooks is a lightweight one, which says neither who published nor when; a publication is an annotated tag.",
                        "annotated",
                        "false",
                        "marks",
                        "commit"),
                refused(
                        Code.NOT_ANNOTATED,
                        "The tag published/2026-04-15 of premium-runbooks marks a tree; a publication is an annotated tag of a commit.",
                        "annotated",
                        "true",
                        "marks",
                        "tree"),
                refused(
                        Code.TAG_NAME_DIFFERS,
                        "The tag published/2026-04-15 of premium-runbooks calls itself published/2026-02-01: it is another tag under a new name.",
                        "nameInside",
                        "published/2026-02-01"),
                refused(
                        Code.TAGGER_UNKNOWN,
                        "The tag published/2026-04-15 of premium-runbooks was made by x@example.org, who may not publish this runbook.",
                        "email",
                        "x@example.org"),
                refused(
                        Code.TAGGER_UNKNOWN,
                        "The tag published/2026-04-15 of premium-runbooks names nobody who made it, or not readably."),
                refused(
                        Code.SIGNATURE,
                        "The tag published/2026-04-15 of premium-runbooks is not signed; a publication of this runbook must be.",
                        "found",
                        "UNSIGNED"),
                refused(
                        Code.SIGNATURE,
                        "The tag published/2026-04-15 of premium-runbooks has a signature that does not hold: it was made over another text.",
                        "found",
                        "BAD",
                        "reason",
                        "it was made over another text"),
                refused(
                        Code.SIGNATURE,
                        "The tag published/2026-04-15 of premium-runbooks is signed with OpenPGP, which is not verified here; expected an SSH signature.",
                        "found",
                        "NOT_VERIFIABLE",
                        "kind",
                        "OpenPGP"),
                refused(
                        Code.SIGNATURE,
                        "The tag published/2026-04-15 of premium-runbooks is signed with the key SHA256:k, which may not publish this runbook.",
                        "found",
                        "KEY_NOT_ALLOWED",
                        "fingerprint",
                        "SHA256:k"),
                refused(
                        Code.SIGNATURE,
                        "The tag published/2026-04-15 of premium-runbooks is signed with the key SHA256:k, which may not publish this runbook at 2026-04-15T08:00:00Z.",
                        "found",
                        "KEY_NOT_VALID_THEN",
                        "fingerprint",
                        "SHA256:k",
                        "at",
                        "2026-04-15T08:00:00Z"),
                refused(
                        Code.NOT_ON_BRANCH,
                        "The tag published/2026-04-15 of premium-runbooks marks ccc, which is not on the release branch main.",
                        "commit",
                        "ccc",
                        "branch",
                        "main"),
                refused(
                        Code.NOT_ON_BRANCH,
                        "The tag published/2026-04-15 of premium-runbooks must be on the branch release, but of this repository the branch main is read.",
                        "commit",
                        "ccc",
                        "branch",
                        "release",
                        "branchRead",
                        "main"),
                refused(
                        Code.TOO_LARGE,
                        "The tag published/2026-04-15 of premium-runbooks has 20001 lines in runbooks/a.md; a runbook may have at most 20000.",
                        "path",
                        "runbooks/a.md",
                        "unit",
                        "lines",
                        "figure",
                        "20001",
                        "limit",
                        "20000"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void saysWhatSomebodyHasToResolve(Trouble trouble, String sentence) {
        assertThat(PublicationSentences.of(trouble)).isEqualTo(sentence);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(
                        Trouble.noSuchTag("premium-runbooks", TAG),
                        "premium-runbooks has no tag published/2026-04-15; a branch or a commit is no publication."),
                Arguments.of(
                        Trouble.pathMissing("premium-runbooks", TAG, "runbooks/a.md", Found.NOTHING),
                        "published/2026-04-15 of premium-runbooks has nothing at runbooks/a.md."),
                Arguments.of(
                        Trouble.pathMissing("premium-runbooks", TAG, "runbooks", Found.FOLDER),
                        "published/2026-04-15 of premium-runbooks has a folder, and not a file, at runbooks."),
                Arguments.of(
                        Trouble.pathMissing("premium-runbooks", TAG, "runbooks/a.md", Found.SYMBOLIC_LINK),
                        "published/2026-04-15 of premium-runbooks has a symbolic link, and not a file, at runbooks/a.md."),
                Arguments.of(
                        Trouble.pathMissing("premium-runbooks", TAG, "runbooks", Found.SUBMODULE),
                        "published/2026-04-15 of premium-runbooks has a submodule, and not a file, at runbooks."),
                Arguments.of(
                        Trouble.baselineMissing(TAG, "", WithoutBaseline.NOTHING_PUBLISHED_BEFORE),
                        "published/2026-04-15 can't be compared: nothing was published before it."),
                Arguments.of(
                        Trouble.baselineMissing(TAG, "published/2026-02-01", WithoutBaseline.NO_SUCH_TAG),
                        "published/2026-04-15 can't be compared: there is no tag published/2026-02-01."),
                Arguments.of(
                        Trouble.baselineMissing(TAG, "published/2026-02-01", WithoutBaseline.PATH_MISSING),
                        "published/2026-04-15 can't be compared: the runbook is not in published/2026-02-01."),
                Arguments.of(
                        Trouble.baselineMissing(TAG, "published/2026-02-01", Code.NOT_ANNOTATED),
                        "published/2026-04-15 can't be compared: published/2026-02-01 is no publication itself (NOT_ANNOTATED)."),
                Arguments.of(
                        Trouble.baselineNewer(TAG, "published/2026-05-01"),
                        "The baseline published/2026-05-01 is not older than published/2026-04-15; expected one that it was made from."),
                Arguments.of(
                        Trouble.baselineMoved("premium-runbooks", "published/2026-02-01", "aaa", "bbb"),
                        "The baseline published/2026-02-01 of premium-runbooks has been moved: it stood for aaa when it was first seen, and now for bbb."),
                Arguments.of(
                        Trouble.unreadableText(TAG, "runbooks/a.md", "Its text is kept elsewhere."),
                        "runbooks/a.md of published/2026-04-15 can't be read. Its text is kept elsewhere."),
                Arguments.of(
                        Trouble.duplicateAnchor(TAG, "runbooks/a.md", "open-bridge", List.of(31, 12)),
                        "runbooks/a.md of published/2026-04-15 has the anchor open-bridge more than once, in lines 12, 31; an anchor names one place."),
                Arguments.of(
                        Trouble.scopeBroader(TAG, 31, 50, "60 %"),
                        "published/2026-04-15 changes 31 of 50 units of the runbook, more than 60 %; somebody has to say whether that is one change."),
                Arguments.of(
                        Trouble.nobodyOnRota("on-call/duty-managers"),
                        "The record on-call/duty-managers names nobody who could review the digest and take it over."));
    }

    @Test
    void hasASentenceForEveryCode() {
        assertThat(refusals().map(one -> ((Refusal) one.get()[0]).code()).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Code.class));
        assertThat(troubles().map(one -> ((Trouble) one.get()[0]).code()).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Trouble.Code.class));
    }

    private static Arguments refused(Code code, String sentence, String... namesAndValues) {
        Map<String, String> facts = new HashMap<>(Map.of("repository", "premium-runbooks"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Arguments.of(new Refusal(code, TAG, facts), sentence);
    }
}
