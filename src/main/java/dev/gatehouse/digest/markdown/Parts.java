package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.markdown.Reading.Reason;

/**
 * A file cut in two.
 *
 * @param yaml the front matter between its two lines {@code ---}, the first of which is the file's first line; empty without
 *     front matter
 */
record Parts(String yaml, Source body) {
    /** Where front matter begins. */
    static final int FIRST_LINE = 2;

    static Parts of(SourceText source) throws UnreadableException {
        String text = source.text();
        int start = source.nextLine(0);
        if (!text.substring(0, start).stripTrailing().equals("---")) {
            return bodyAlone(source);
        }
        int line = FIRST_LINE;
        for (int at = start; at < text.length(); line++) {
            int next = source.nextLine(at);
            String read = text.substring(at, next).stripTrailing();
            if (read.equals("---") || read.equals("...")) {
                return new Parts(text.substring(start, at), new Source(text.substring(next), line + 1));
            }
            at = next;
        }
        throw new UnreadableException(
                Reason.BROKEN_FRONT_MATTER,
                1,
                "The front matter begins in line 1 and does not end. Close it with a line that is --- alone.");
    }

    static Parts bodyAlone(SourceText source) {
        return new Parts("", new Source(source.text(), 1));
    }
}
