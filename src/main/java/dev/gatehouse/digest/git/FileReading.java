package dev.gatehouse.digest.git;

import dev.gatehouse.digest.domain.publication.SizeLimits.Excess;
import dev.gatehouse.digest.domain.publication.Trouble;

/** What lies at a path of one commit. */
public sealed interface FileReading {

    /** A file within the limits. */
    final class Text implements FileReading {
        private final String blob;
        private final byte[] bytes;

        Text(String blob, byte[] bytes) {
            this.blob = blob;
            this.bytes = bytes;
        }

        /** Id of the file's content. */
        public String blob() {
            return blob;
        }

        /** As they were committed: no line ending and no encoding is changed. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** No file: nothing at all, or something that is not a file. */
    record NoFile(Trouble.Found found) implements FileReading {}

    /** A file that is larger than allowed; its content was not taken in. */
    record TooLarge(String blob, Excess excess) implements FileReading {}

    /**
     * A note that the content is kept elsewhere (Git LFS). It is not the runbook's text.
     *
     * @param size of the content in bytes, as the note says
     */
    record Pointer(String blob, long size) implements FileReading {}
}
