package dev.gatehouse.recovery;

import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.recovery.domain.ReleasePolicy;
import dev.gatehouse.release.LanePolicyTables;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks the tables in force what holds for releases of this flow. */
@Component
class TablePolicy extends LanePolicyTables implements ReleasePolicy {

    private final Policies policies;

    TablePolicy(Policies policies, Directory directory) {
        super(
                RecoveryProcess.KEY,
                policies,
                directory,
                "audience-scope",
                "change-authority",
                "freshness",
                "material-change",
                "option-bounds",
                "required-signers",
                "validity-limits");
        this.policies = policies;
    }

    @Override
    public Optional<Bound> boundOf(String kind) {
        return policies.optionBound(kind).map(bound -> new Bound(bound.largestCap(), bound.currency()));
    }

    @Override
    public Optional<Duration> longestAge(String register) {
        return policies.freshness(register);
    }
}
