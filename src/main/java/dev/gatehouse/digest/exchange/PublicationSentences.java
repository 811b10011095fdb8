package dev.gatehouse.digest.exchange;

import dev.gatehouse.digest.domain.publication.Refusal;
import dev.gatehouse.digest.domain.publication.TagForm;
import dev.gatehouse.digest.domain.publication.Trouble;
import java.util.Map;

/** Why a publication is refused, or what somebody has to resolve about its source, in a sentence. */
public final class PublicationSentences {

    private PublicationSentences() {}

    public static String of(Refusal refusal) {
        Map<String, String> facts = refusal.facts();
        String tag = "The tag %s of %s".formatted(refusal.subject(), facts.get("repository"));
        return switch (refusal.code()) {
            case TAG_FORM ->
                noSuchDate(facts)
                        ? "%s has a date that no calendar knows; expected one of the form %s."
                                .formatted(tag, facts.get("form"))
                        : "%s has not the form of a publication, which is %s.".formatted(tag, facts.get("form"));
            case TAG_MOVED ->
                "%s has been moved: it stood for %s when it was first seen, and now for %s. Publish under a new tag."
                        .formatted(tag, facts.get("firstSeen"), facts.get("now"));
            case NOT_ANNOTATED ->
                "true".equals(facts.get("annotated"))
                        ? "%s marks a %s; a publication is an annotated tag of a commit."
                                .formatted(tag, facts.get("marks"))
                        : "%s is a lightweight one, which says neither who published nor when; a publication is an annotated tag."
                                .formatted(tag);
            case TAG_NAME_DIFFERS ->
                "%s calls itself %s: it is another tag under a new name.".formatted(tag, facts.get("nameInside"));
            case TAGGER_UNKNOWN ->
                facts.containsKey("email")
                        ? "%s was made by %s, who may not publish this runbook.".formatted(tag, facts.get("email"))
                        : "%s names nobody who made it, or not readably.".formatted(tag);
            case SIGNATURE -> tag + " " + signature(facts);
            case NOT_ON_BRANCH ->
                facts.containsKey("branchRead")
                        ? "%s must be on the branch %s, but of this repository the branch %s is read."
                                .formatted(tag, facts.get("branch"), facts.get("branchRead"))
                        : "%s marks %s, which is not on the release branch %s."
                                .formatted(tag, facts.get("commit"), facts.get("branch"));
            case TOO_LARGE ->
                "%s has %s %s in %s; a runbook may have at most %s."
                        .formatted(tag, facts.get("figure"), facts.get("unit"), facts.get("path"), facts.get("limit"));
        };
    }

    private static boolean noSuchDate(Map<String, String> facts) {
        return TagForm.Fault.NO_SUCH_DATE.name().equals(facts.get("because"));
    }

    private static String signature(Map<String, String> facts) {
        String found = "" + facts.get("found");
        return switch (found) {
            case "UNSIGNED" -> "is not signed; a publication of this runbook must be.";
            case "BAD" -> "has a signature that does not hold: %s.".formatted(facts.get("reason"));
            case "NOT_VERIFIABLE" ->
                "is signed with %s, which is not verified here; expected an SSH signature."
                        .formatted(facts.get("kind"));
            case "KEY_NOT_ALLOWED" ->
                "is signed with the key %s, which may not publish this runbook.".formatted(facts.get("fingerprint"));
            case "KEY_NOT_VALID_THEN" ->
                "is signed with the key %s, which may not publish this runbook at %s."
                        .formatted(facts.get("fingerprint"), facts.get("at"));
            default -> throw new IllegalStateException("no sentence for a signature that is " + found);
        };
    }

    public static String of(Trouble trouble) {
        Map<String, String> facts = trouble.facts();
        String subject = trouble.subject();
        return switch (trouble.code()) {
            case NO_SUCH_TAG ->
                "%s has no tag %s; a branch or a commit is no publication.".formatted(facts.get("repository"), subject);
            case PATH_MISSING ->
                "%s of %s has %s at %s."
                        .formatted(facts.get("revision"), facts.get("repository"), found(facts), subject);
            case BASELINE_MISSING ->
                "%s can't be compared: %s.".formatted(facts.get("revision"), withoutBaseline(subject, facts));
            case BASELINE_NEWER ->
                "The baseline %s is not older than %s; expected one that it was made from."
                        .formatted(subject, facts.get("revision"));
            case BASELINE_MOVED ->
                "The baseline %s of %s has been moved: it stood for %s when it was first seen, and now for %s."
                        .formatted(subject, facts.get("repository"), facts.get("firstSeen"), facts.get("now"));
            case UNREADABLE_TEXT ->
                "%s of %s can't be read. %s".formatted(subject, facts.get("revision"), facts.get("because"));
            case DUPLICATE_ANCHOR ->
                "%s of %s has the anchor %s more than once, in lines %s; an anchor names one place."
                        .formatted(facts.get("path"), facts.get("revision"), subject, facts.get("lines"));
            case SCOPE_BROADER ->
                "%s changes %s of %s units of the runbook, more than %s; somebody has to say whether that is one change."
                        .formatted(subject, facts.get("changed"), facts.get("units"), facts.get("limit"));
            case NOBODY_ON_ROTA ->
                "The record %s names nobody who could review the digest and take it over.".formatted(subject);
        };
    }

    private static String found(Map<String, String> facts) {
        return switch (Trouble.Found.valueOf("" + facts.get("found"))) {
            case NOTHING -> "nothing";
            case FOLDER -> "a folder, and not a file,";
            case SYMBOLIC_LINK -> "a symbolic link, and not a file,";
            case SUBMODULE -> "a submodule, and not a file,";
        };
    }

    private static String withoutBaseline(String baseline, Map<String, String> facts) {
        String because = "" + facts.get("because");
        return switch (because) {
            case "NOTHING_PUBLISHED_BEFORE" -> "nothing was published before it";
            case "NO_SUCH_TAG" -> "there is no tag " + baseline;
            case "PATH_MISSING" -> "the runbook is not in " + baseline;
            default -> "%s is no publication itself (%s)".formatted(baseline, because);
        };
    }
}
