package dev.gatehouse.digest;

import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.release.LanePolicyTables;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the tables in force what holds for digests. */
@Component
class DigestPolicy extends LanePolicyTables {

    private final Policies policies;

    DigestPolicy(Policies policies, Directory directory) {
        super(
                DigestProcess.KEY,
                policies,
                directory,
                "audience-scope",
                "blocked-language",
                "change-authority",
                "digest-fields",
                "digest-scope",
                "freshness",
                "publication-authority",
                "required-signers",
                "validity-limits");
        this.policies = policies;
    }

    /** The words of its own that a digest does not say; {@link dev.gatehouse.digest.exchange.Quotations} are not its own. */
    List<String> blockedWords(String ownWords) {
        return List.copyOf(policies.blockedLanguage(DigestProcess.KEY, ownWords));
    }

    boolean isInTheLane(String person) {
        return !Collections.disjoint(groupsOf(person), groupsOfTheLane(DigestProcess.LANE));
    }
}
