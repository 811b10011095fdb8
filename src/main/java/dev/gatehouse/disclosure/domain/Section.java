package dev.gatehouse.disclosure.domain;

import java.util.List;

/**
 * A part of the packet with an owner of its own.
 *
 * @param chartered how it was classified when it came in: what was annex then and goes to the lane now was promoted
 * @param salt 32 bytes, hexadecimal, that its commitment hides the text with
 * @param changedIn the revision in which its text last changed
 */
public record Section(
        String sectionId,
        String title,
        String owner,
        Classification classification,
        Classification chartered,
        String markdown,
        List<Citation> citations,
        String salt,
        int changedIn) {

    public Section {
        citations = List.copyOf(citations);
    }

    public boolean annex() {
        return classification == Classification.ANNEX;
    }

    public boolean promoted() {
        return chartered == Classification.ANNEX && !annex();
    }

    /** What binds its text without showing it. */
    public String commitment() {
        return Commitment.of(salt, markdown);
    }

    Section rewritten(String text, List<Citation> rests, int revision) {
        return new Section(sectionId, title, owner, classification, chartered, text, rests, salt, revision);
    }

    Section classified(Classification next) {
        return new Section(sectionId, title, owner, next, chartered, markdown, citations, salt, changedIn);
    }
}
