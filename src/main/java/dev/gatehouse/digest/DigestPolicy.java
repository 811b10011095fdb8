package dev.gatehouse.digest;

import dev.gatehouse.digest.exchange.Quotations;
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

    /** The words outside its quotations that a digest does not say. */
    List<String> blockedWords(String sentence) {
        return List.copyOf(policies.blockedLanguage(DigestProcess.KEY, Quotations.ownWords(sentence)));
    }

    boolean isInTheLane(String person) {
        return !Collections.disjoint(groupsOf(person), groupsOfTheLane(DigestProcess.LANE));
    }
}
