package dev.gatehouse.digest.domain.publication;

/**
 * An annotated tag of a commit, as it was read at one moment.
 *
 * @param name under which it is found, such as {@code published/2026-04-15}
 * @param nameInside that the tag gives itself; another one where somebody copied it under a new name
 * @param tagObject id of the tag object, 40 hexadecimal digits
 * @param commit id of the commit that it marks, 40 hexadecimal digits
 * @param message without the signature
 * @param position how many commits the commit has behind it, itself included: of two commits the descendant has the
 *     larger one
 */
public record TagFacts(
        String name,
        String nameInside,
        String tagObject,
        String commit,
        Tagger tagger,
        String message,
        TagSignature signature,
        ReleaseBranch branch,
        boolean onBranch,
        int position) {

    /**
     * The branch that a publication must be on.
     *
     * @param head id of its newest commit when the tag was read
     */
    public record ReleaseBranch(String name, String head) {}
}
