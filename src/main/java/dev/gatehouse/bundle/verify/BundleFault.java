package dev.gatehouse.bundle.verify;

/** The first thing that does not hold; ends the verification with its exit code. The message is a sentence. */
final class BundleFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be wrong, in the order in which it is looked for. */
    enum Kind {
        /** It is no bundle, or can't be read as one. */
        UNUSABLE(2),
        /** The index is not signed with a key that is believed. */
        INDEX_NOT_SIGNED(20),
        /** The index lists a file that is not there. */
        FILE_MISSING(21),
        /** There is a file that the index does not list. */
        FILE_NOT_LISTED(22),
        /** A file is not the one that the index lists. */
        OTHER_FILE(23),
        /** The bytes of a revision have another hash than it stands under. */
        REVISION_BYTES(24),
        /** A checkpoint is missing, forged or out of its place. */
        CHECKPOINT(25),
        /** An entry was changed, removed, inserted or reordered. */
        ENTRY(26),
        /** An entry, such as the last one, is not the one that a checkpoint covers. */
        NOT_COVERED(27),
        /** Ledger and revisions do not state the same. */
        REVISION_NOT_IN_LEDGER(28),
        /** The signed manifest carries no signature of a key that is believed. */
        MANIFEST_NOT_SIGNED(29),
        /** A manifest is not the one that the ledger names, or releases other bytes. */
        OTHER_MANIFEST(30),
        /** A policy table is missing, superfluous or another one than the ledger and the manifests name. */
        POLICY(31);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    BundleFault(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    static BundleFault unusable(String sentence) {
        return new BundleFault(Kind.UNUSABLE, sentence);
    }

    Kind kind() {
        return kind;
    }
}
