package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.DuplicateAnchor;
import dev.gatehouse.digest.domain.runbook.Outline;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.markdown.Reading.Readable;
import dev.gatehouse.digest.markdown.Warning.Kind;

/** Reads a runbook's file. Refuses nothing because of its size; that is for whoever fetches it. */
public final class RunbookReader {

    /** Reads what can be read for certain. */
    public Reading read(byte[] file) {
        try {
            SourceText text = SourceText.of(file);
            Parts parts = Parts.of(text);
            return readable(text, parts.body(), FrontMatter.of(parts), new Warnings());
        } catch (UnreadableException e) {
            return e.unreadable();
        }
    }

    /**
     * Reads what there is, for somebody who decided to go on: bytes that are no text are replaced, front matter that can't be
     * read is left aside, and warnings say so.
     */
    public Readable readAnyway(byte[] file) {
        SourceText text = SourceText.anyway(file);
        Warnings warnings = new Warnings();
        if (text.firstReplaced() > 0) {
            warnings.add(Kind.REPLACED_BYTES, "", text.firstReplaced());
        }
        Parts parts = Parts.bodyAlone(text);
        FrontMatter frontMatter = FrontMatter.none();
        try {
            parts = Parts.of(text);
            frontMatter = FrontMatter.of(parts);
        } catch (UnreadableException e) {
            warnings.add(Kind.FRONT_MATTER_LEFT_ASIDE, e.unreadable().sentence());
        }
        return readable(text, parts.body(), frontMatter, warnings);
    }

    private static Readable readable(SourceText text, Source body, FrontMatter frontMatter, Warnings warnings) {
        Outline outline = new Outline();
        frontMatter.addTo(outline, warnings);
        new BodyReader(body, outline, warnings).read(Markdown.parse(body.markdown(), warnings));
        Runbook runbook = outline.runbook(frontMatter.field("id"), frontMatter.field("title"), text.lines());
        for (DuplicateAnchor duplicate : runbook.duplicateAnchors()) {
            duplicate.lines().forEach(lines -> warnings.add(Kind.DUPLICATE_ANCHOR, duplicate.anchor(), lines.from()));
        }
        return new Readable(runbook, warnings.all());
    }
}
