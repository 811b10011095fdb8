package dev.gatehouse.digest.domain.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.digest.domain.publication.PublicationAuthority.Signature;
import dev.gatehouse.digest.domain.publication.Refusal.Code;
import dev.gatehouse.digest.domain.publication.SizeLimits.Excess;
import dev.gatehouse.digest.domain.publication.TagFacts.ReleaseBranch;
import dev.gatehouse.digest.domain.publication.TagReading.AnnotatedTag;
import dev.gatehouse.digest.domain.publication.TagReading.AnonymousTag;
import dev.gatehouse.digest.domain.publication.TagReading.LightweightTag;
import dev.gatehouse.digest.domain.publication.TagReading.NoSuchTag;
import dev.gatehouse.digest.domain.publication.TagReading.TagOfNoCommit;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationRulesTest {

    private static final String TAG = "published/2026-04-15";
    private static final String TAG_OBJECT = "1".repeat(40);
    private static final String OTHER_OBJECT = "2".repeat(40);
    private static final String COMMIT = "c".repeat(40);
    private static final String KEY = "SHA256:" + "k".repeat(43);

    private String revision = TAG;
    private String nameInside = TAG;
    private String email = "rosa.ito@example.org";
    private TagSignature signature = new TagSignature.Unsigned();
    private boolean onBranch = true;
    private @Nullable TagReading tag;
    private @Nullable String firstSeen;
    private @Nullable Excess excess;

    private String branch = "main";
    private Signature demanded = Signature.OPTIONAL;
    private List<AllowedSigner> signers = List.of();

    @Test
    void findsNothingAgainstAPublication() {
        assertThat(refusal()).isEmpty();
    }

    @Test
    void refusesATagOfAnotherForm() {
        revision = "main";

        assertThat(refusal())
                .contains(refused(Code.TAG_FORM, "form", "published/YYYY-MM-DD[.n]", "because", "OTHER_SHAPE"));
    }

    @Test
    void refusesATagWhoseDateIsNone() {
        revision = "published/2026-02-30";

        assertThat(refusal())
                .contains(refused(Code.TAG_FORM, "form", "published/YYYY-MM-DD[.n]", "because", "NO_SUCH_DATE"));
    }

    @Test
    void refusesTheFormOfATagThatDoesNotExist() {
        tag = new NoSuchTag();
        revision = "main";

        assertThat(refusal()).map(Refusal::code).contains(Code.TAG_FORM);
    }

    @Test
    void leavesATagThatDoesNotExistToAHuman() {
        tag = new NoSuchTag();
        firstSeen = TAG_OBJECT;

        assertThat(refusal()).isEmpty();
    }

    @Test
    void refusesALightweightTag() {
        tag = new LightweightTag(COMMIT, "commit");

        assertThat(refusal()).contains(refused(Code.NOT_ANNOTATED, "annotated", "false", "marks", "commit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "tree", "blob"})
    void refusesAnAnnotatedTagOfNoCommit(String kind) {
        tag = new TagOfNoCommit(TAG_OBJECT, kind);

        assertThat(refusal()).contains(refused(Code.NOT_ANNOTATED, "annotated", "true", "marks", kind));
    }

    @Test
    void refusesATagThatCallsItselfOtherwise() {
        nameInside = "published/2026-02-01";

        assertThat(refusal()).contains(refused(Code.TAG_NAME_DIFFERS, "nameInside", "published/2026-02-01"));
    }

    @Test
    void takesATagThatStillIsWhatItWas() {
        firstSeen = TAG_OBJECT;

        assertThat(refusal()).isEmpty();
    }

    @Test
    void refusesATagThatWasMoved() {
        firstSeen = OTHER_OBJECT;

        assertThat(refusal()).contains(refused(Code.TAG_MOVED, "firstSeen", OTHER_OBJECT, "now", TAG_OBJECT));
    }

    @Test
    void saysThatATagWasMovedWhateverItHasBecome() {
        firstSeen = TAG_OBJECT;

        tag = new LightweightTag(COMMIT, "commit");
        assertThat(refusal()).contains(refused(Code.TAG_MOVED, "firstSeen", TAG_OBJECT, "now", COMMIT));
        tag = new TagOfNoCommit(OTHER_OBJECT, "tree");
        assertThat(refusal()).map(Refusal::code).contains(Code.TAG_MOVED);
        tag = new AnonymousTag(OTHER_OBJECT);
        assertThat(refusal()).map(Refusal::code).contains(Code.TAG_MOVED);
        firstSeen = OTHER_OBJECT;
        tag = null;
        nameInside = "published/2026-02-01";
        assertThat(refusal()).map(Refusal::code).contains(Code.TAG_MOVED);
    }

    @Test
    void refusesATaggerWhoMayNotPublish() {
        email = "somebody@example.org";

        assertThat(refusal()).contains(refused(Code.TAGGER_UNKNOWN, "email", "somebody@example.org"));
    }

    @Test
    void takesATaggersEMailInAnyCase() {
        email = "Rosa.ITO@Example.org";

        assertThat(refusal()).isEmpty();
    }

    @Test
    void refusesATagThatNamesNobody() {
        tag = new AnonymousTag(TAG_OBJECT);

        assertThat(refusal()).contains(refused(Code.TAGGER_UNKNOWN));
    }

    @Test
    void refusesABadSignatureEvenWhereNoneIsRequired() {
        signature = new TagSignature.Bad("it was made over another text");

        assertThat(refusal())
                .contains(refused(Code.SIGNATURE, "found", "BAD", "reason", "it was made over another text"));
    }

    @Test
    void takesAnySignatureThatMayHoldWhereNoneIsRequired() {
        signature = new TagSignature.Good(KEY);
        assertThat(refusal()).isEmpty();
        signature = new TagSignature.NotVerifiable("OpenPGP");
        assertThat(refusal()).isEmpty();
    }

    @Test
    void refusesAnUnsignedTagWhereASignatureIsRequired() {
        demanded = Signature.REQUIRED;

        assertThat(refusal()).contains(refused(Code.SIGNATURE, "found", "UNSIGNED"));
    }

    @Test
    void refusesASignatureOfAnotherKindWhereOneIsRequired() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.NotVerifiable("OpenPGP");

        assertThat(refusal()).contains(refused(Code.SIGNATURE, "found", "NOT_VERIFIABLE", "kind", "OpenPGP"));
    }

    @Test
    void refusesAKeyThatMayNotSign() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.Good(KEY);
        signers = List.of(AllowedSigner.of("SHA256:" + "x".repeat(43)));

        assertThat(refusal()).contains(refused(Code.SIGNATURE, "found", "KEY_NOT_ALLOWED", "fingerprint", KEY));
    }

    @Test
    void refusesABadSignatureWhereOneIsRequired() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.Bad("it can't be read");

        assertThat(refusal()).map(Refusal::code).contains(Code.SIGNATURE);
    }

    @Test
    void refusesAKeyOutsideItsTime() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.Good(KEY);
        signers = List.of(AllowedSigner.of("valid-before=20260415Z " + KEY));

        assertThat(refusal())
                .contains(refused(
                        Code.SIGNATURE,
                        "found",
                        "KEY_NOT_VALID_THEN",
                        "fingerprint",
                        KEY,
                        "at",
                        "2026-04-15T08:00:00Z"));
    }

    @Test
    void takesAKeyThatIsValidByOneOfItsLines() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.Good(KEY);
        signers = List.of(
                AllowedSigner.of("valid-before=20260101Z " + KEY), AllowedSigner.of("valid-after=20260401Z " + KEY));

        assertThat(refusal()).isEmpty();
    }

    @Test
    void knowsTheSignerByTheKeyAndNotByTheEMail() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.Good(KEY);
        signers = List.of(AllowedSigner.of(KEY));
        email = "somebody@example.org";

        assertThat(refusal()).isEmpty();
    }

    @Test
    void doesNotTakeAnEMailForASignature() {
        demanded = Signature.REQUIRED;
        signature = new TagSignature.Unsigned();
        email = "rosa.ito@example.org";

        assertThat(refusal()).map(Refusal::code).contains(Code.SIGNATURE);
    }

    @Test
    void refusesACommitThatIsNotOnTheBranch() {
        onBranch = false;

        assertThat(refusal()).contains(refused(Code.NOT_ON_BRANCH, "commit", COMMIT, "branch", "main"));
    }

    @Test
    void refusesWhereAnotherBranchThanThePolicysWasRead() {
        branch = "release";

        assertThat(refusal())
                .contains(refused(Code.NOT_ON_BRANCH, "commit", COMMIT, "branch", "release", "branchRead", "main"));
    }

    @Test
    void refusesATextThatIsTooLarge() {
        excess = new Excess("lines", 20_001, 20_000);

        assertThat(refusal())
                .contains(refused(
                        Code.TOO_LARGE, "path", "runbooks/a.md", "unit", "lines", "figure", "20001", "limit", "20000"));
    }

    @Test
    void namesTheFirstOfSeveralFaults() {
        nameInside = "published/2026-02-01";
        email = "somebody@example.org";
        signature = new TagSignature.Bad("it can't be read");
        onBranch = false;
        excess = new Excess("bytes", 3, 2);

        assertThat(refusal()).map(Refusal::code).contains(Code.TAG_NAME_DIFFERS);
        nameInside = TAG;
        assertThat(refusal()).map(Refusal::code).contains(Code.TAGGER_UNKNOWN);
        email = "rosa.ito@example.org";
        assertThat(refusal()).map(Refusal::code).contains(Code.SIGNATURE);
        signature = new TagSignature.Unsigned();
        assertThat(refusal()).map(Refusal::code).contains(Code.NOT_ON_BRANCH);
        onBranch = true;
        assertThat(refusal()).map(Refusal::code).contains(Code.TOO_LARGE);
    }

    @Test
    void readsWhetherASignatureIsRequired() {
        assertThat(Signature.of("required")).isEqualTo(Signature.REQUIRED);
        assertThat(Signature.of("optional")).isEqualTo(Signature.OPTIONAL);
        assertThatThrownBy(() -> Signature.of("sometimes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A signature is \"sometimes\"; expected required or optional.");
    }

    @Test
    void refusesLimitsThatNothingMeets() {
        assertThatThrownBy(() -> new SizeLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SizeLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<Refusal> refusal() {
        TagReading read = tag != null ? tag : new AnnotatedTag(facts());
        return PublicationRules.refusal(
                new Publication("premium-runbooks", "runbooks/a.md", revision, read, firstSeen, excess),
                new PublicationAuthority(
                        TagForm.of("published/YYYY-MM-DD[.n]"),
                        branch,
                        Set.of("rosa.ito@example.org"),
                        demanded,
                        signers));
    }

    private TagFacts facts() {
        return new TagFacts(
                revision,
                nameInside,
                TAG_OBJECT,
                COMMIT,
                new Tagger("Rosa Ito", email, OffsetDateTime.parse("2026-04-15T10:00:00+02:00")),
                "Publish\n",
                signature,
                new ReleaseBranch("main", COMMIT),
                onBranch,
                7);
    }

    private Refusal refused(Code code, String... namesAndValues) {
        Map<String, String> facts = new HashMap<>(Map.of("repository", "premium-runbooks"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Refusal(code, revision, facts);
    }
}
