package dev.gatehouse.digest.domain.publication;

/**
 * What the signature of a tag proves. Whether a key is one that may publish is not said here: that is policy's, see
 * {@link AllowedSigner}.
 */
public sealed interface TagSignature {

    /** There is none. */
    record Unsigned() implements TagSignature {}

    /**
     * An SSH signature, made over exactly this tag with this key.
     *
     * @param fingerprint of the key, as {@code SHA256:...}
     */
    record Good(String fingerprint) implements TagSignature {}

    /**
     * An SSH signature that does not hold: of another text, for another purpose, by an algorithm that proves nothing, or
     * not readable at all.
     *
     * @param reason what does not hold, for somebody who looks into it
     */
    record Bad(String reason) implements TagSignature {}

    /**
     * A signature of a kind that is not verified here: neither good nor bad.
     *
     * @param kind such as {@code OpenPGP}
     */
    record NotVerifiable(String kind) implements TagSignature {}
}
