package dev.gatehouse.digest.domain.publication;

import dev.gatehouse.digest.domain.publication.Refusal.Code;
import dev.gatehouse.digest.domain.publication.TagReading.AnonymousTag;
import dev.gatehouse.digest.domain.publication.TagReading.LightweightTag;
import dev.gatehouse.digest.domain.publication.TagReading.TagOfNoCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What policy holds against a publication. The first rule that refuses is the answer: first what needs no repository; then
 * that the tag still is what it was, since whatever else is said of it would be said of another; then what the tag is, who
 * made it, where it stands, and at last its text. A tag that does not exist is refused for its form alone; past that it
 * is {@link Trouble.Code#NO_SUCH_TAG}.
 */
public final class PublicationRules {
    private final Publication publication;
    private final PublicationAuthority authority;

    private final List<Supplier<Optional<Refusal>>> rules = List.of(
            this::tagHasTheForm,
            this::tagHasNotMoved,
            this::tagIsAnnotated,
            this::tagHasItsOwnName,
            this::taggerIsAllowed,
            this::signatureHolds,
            this::commitIsOnTheBranch,
            this::textIsNotTooLarge);

    private PublicationRules(Publication publication, PublicationAuthority authority) {
        this.publication = publication;
        this.authority = authority;
    }

    public static Optional<Refusal> refusal(Publication publication, PublicationAuthority authority) {
        PublicationRules all = new PublicationRules(publication, authority);
        return all.rules.stream().flatMap(rule -> rule.get().stream()).findFirst();
    }

    private Optional<Refusal> tagHasTheForm() {
        return authority
                .form()
                .faultOf(publication.revision())
                .map(fault -> refused(Code.TAG_FORM, "form", authority.form().toString(), "because", fault.name()));
    }

    private Optional<Refusal> tagHasNotMoved() {
        String firstSeen = publication.firstSeen();
        return firstSeen == null
                ? Optional.empty()
                : publication
                        .tag()
                        .object()
                        .filter(now -> !now.equals(firstSeen))
                        .map(now -> refused(Code.TAG_MOVED, "firstSeen", firstSeen, "now", now));
    }

    private Optional<Refusal> tagIsAnnotated() {
        if (publication.tag() instanceof LightweightTag lightweight) {
            return Optional.of(refused(Code.NOT_ANNOTATED, "annotated", "false", "marks", lightweight.kind()));
        } else if (publication.tag() instanceof TagOfNoCommit other) {
            return Optional.of(refused(Code.NOT_ANNOTATED, "annotated", "true", "marks", other.kind()));
        }
        return Optional.empty();
    }

    private Optional<Refusal> tagHasItsOwnName() {
        return publication
                .facts()
                .filter(tag -> !tag.nameInside().equals(publication.revision()))
                .map(tag -> refused(Code.TAG_NAME_DIFFERS, "nameInside", tag.nameInside()));
    }

    /** Where a signature is required its key says who it was, and the e-mail proves nothing; but somebody must be named. */
    private Optional<Refusal> taggerIsAllowed() {
        if (publication.tag() instanceof AnonymousTag) {
            return Optional.of(refused(Code.TAGGER_UNKNOWN));
        }
        return publication
                .facts()
                .map(tag -> tag.tagger().email())
                .filter(email -> !isSignatureRequired() && !authority.allowsTagger(email))
                .map(email -> refused(Code.TAGGER_UNKNOWN, "email", email));
    }

    /** One that does not hold is never passed over: somebody has altered what was signed. */
    private Optional<Refusal> signatureHolds() {
        return publication.facts().flatMap(tag -> {
            TagSignature signature = tag.signature();
            if (signature instanceof TagSignature.Bad bad) {
                return Optional.of(refused(Code.SIGNATURE, "found", "BAD", "reason", bad.reason()));
            } else if (!isSignatureRequired()) {
                return Optional.empty();
            } else if (signature instanceof TagSignature.Good good) {
                return keyIsAllowed(good.fingerprint(), tag.tagger().at().toInstant());
            } else if (signature instanceof TagSignature.NotVerifiable other) {
                return Optional.of(refused(Code.SIGNATURE, "found", "NOT_VERIFIABLE", "kind", other.kind()));
            }
            return Optional.of(refused(Code.SIGNATURE, "found", "UNSIGNED"));
        });
    }

    private Optional<Refusal> keyIsAllowed(String fingerprint, Instant at) {
        List<AllowedSigner> signers = authority.signers().stream()
                .filter(signer -> signer.isKey(fingerprint))
                .toList();
        if (signers.isEmpty()) {
            return Optional.of(refused(Code.SIGNATURE, "found", "KEY_NOT_ALLOWED", "fingerprint", fingerprint));
        }
        return signers.stream().anyMatch(signer -> signer.isValidAt(at))
                ? Optional.empty()
                : Optional.of(refused(
                        Code.SIGNATURE,
                        "found",
                        "KEY_NOT_VALID_THEN",
                        "fingerprint",
                        fingerprint,
                        "at",
                        at.toString()));
    }

    /** The policy's branch; where the repository's settings name another one, what was read says nothing of it. */
    private Optional<Refusal> commitIsOnTheBranch() {
        return publication.facts().flatMap(tag -> {
            String branchRead = tag.branch().name();
            if (!branchRead.equals(authority.branch())) {
                return Optional.of(refused(
                        Code.NOT_ON_BRANCH,
                        "commit",
                        tag.commit(),
                        "branch",
                        authority.branch(),
                        "branchRead",
                        branchRead));
            }
            return tag.onBranch()
                    ? Optional.empty()
                    : Optional.of(refused(Code.NOT_ON_BRANCH, "commit", tag.commit(), "branch", authority.branch()));
        });
    }

    private Optional<Refusal> textIsNotTooLarge() {
        SizeLimits.Excess excess = publication.excess();
        return excess == null
                ? Optional.empty()
                : Optional.of(refused(
                        Code.TOO_LARGE,
                        "path",
                        publication.path(),
                        "unit",
                        excess.unit(),
                        "figure",
                        String.valueOf(excess.figure()),
                        "limit",
                        String.valueOf(excess.limit())));
    }

    private boolean isSignatureRequired() {
        return authority.signature() == PublicationAuthority.Signature.REQUIRED;
    }

    private Refusal refused(Code code, String... namesAndValues) {
        return Refusal.of(code, publication, namesAndValues);
    }
}
