package dev.gatehouse.digest.domain.claims;

/** Where a claim can be followed to: exact lines of one revision of the runbook, or one version of a record. */
public sealed interface Source {

    /**
     * Lines of a published revision.
     *
     * @param revision the tag
     * @param anchor of the unit that stands there
     * @param fromLine the first physical line, counted from 1
     * @param toLine the last one
     */
    record RunbookSource(String repository, String revision, String path, String anchor, int fromLine, int toLine)
            implements Source {}

    /**
     * A version of a record.
     *
     * @param sha256 of the whole record
     */
    record RecordSource(RecordName name, long version, String sha256) implements Source {}
}
