package dev.gatehouse.digest;

import dev.gatehouse.digest.domain.publication.AllowedSigner;
import dev.gatehouse.digest.domain.publication.PublicationAuthority;
import dev.gatehouse.digest.domain.publication.PublicationAuthority.Signature;
import dev.gatehouse.digest.domain.publication.SizeLimits;
import dev.gatehouse.digest.domain.publication.TagForm;
import dev.gatehouse.policy.Policies;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the tables in force say of publications. */
@Component
class PublicationPolicy {

    private final Policies policies;

    PublicationPolicy(Policies policies) {
        this.policies = policies;
    }

    /** Who publishes a runbook, and how; empty for a path that is published by nobody. */
    Optional<PublicationAuthority> authority(String repository, String path) {
        return policies.publicationAuthority(repository, path)
                .map(row -> new PublicationAuthority(
                        TagForm.of(row.tagForm()),
                        row.branch(),
                        row.taggers(),
                        row.signed() ? Signature.REQUIRED : Signature.OPTIONAL,
                        row.signers().stream().map(AllowedSigner::of).toList()));
    }

    SizeLimits limits(String repository) {
        Policies.DigestScope scope = policies.digestScope(repository);
        return new SizeLimits(scope.largestLines(), scope.largestBytes());
    }
}
