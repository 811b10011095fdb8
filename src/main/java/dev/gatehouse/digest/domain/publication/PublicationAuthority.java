package dev.gatehouse.digest.domain.publication;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may publish one runbook and how: the row of the policy table {@code publication-authority} that applies to it.
 *
 * @param branch that a publication must be on
 * @param taggers by e-mail, compared without regard to case
 * @param signers whose keys count where a signature is required
 */
public record PublicationAuthority(
        TagForm form, String branch, Set<String> taggers, Signature signature, List<AllowedSigner> signers) {

    /** Whether a publication must be signed. A signature that does not hold is refused either way. */
    public enum Signature {
        REQUIRED,
        OPTIONAL;

        /** @throws IllegalArgumentException for anything but {@code required} and {@code optional} */
        public static Signature of(String word) {
            return switch (word) {
                case "required" -> REQUIRED;
                case "optional" -> OPTIONAL;
                default ->
                    throw new IllegalArgumentException(
                            "A signature is \"%s\"; expected required or optional.".formatted(word));
            };
        }
    }

    public PublicationAuthority {
        taggers = taggers.stream().map(PublicationAuthority::folded).collect(Collectors.toUnmodifiableSet());
        signers = List.copyOf(signers);
    }

    boolean allowsTagger(String email) {
        return taggers.contains(folded(email));
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
