package dev.gatehouse.recovery;

import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.recovery.domain.ReleasePolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks the tables in force what holds for releases of this flow. */
@Component
class TablePolicy implements ReleasePolicy {

    private static final String[] TABLES = {
        "audience-scope",
        "change-authority",
        "freshness",
        "material-change",
        "option-bounds",
        "required-signers",
        "validity-limits"
    };

    private final Policies policies;
    private final Directory directory;

    TablePolicy(Policies policies, Directory directory) {
        this.policies = policies;
        this.directory = directory;
    }

    /** The versions of every table that judges here. */
    Map<String, String> versions() {
        return policies.versions(TABLES);
    }

    @Override
    public Optional<Bound> boundOf(String kind) {
        return policies.optionBound(kind).map(bound -> new Bound(bound.largestCap(), bound.currency()));
    }

    @Override
    public Optional<Duration> longestAge(String register) {
        return policies.freshness(register);
    }

    @Override
    public Set<String> groupsOfTheLane(String lane) {
        return policies.audienceScope(RecoveryProcess.KEY, lane)
                .map(Policies.AudienceScope::groups)
                .orElse(Set.of());
    }

    @Override
    public int largestAudience(String lane) {
        return policies.audienceScope(RecoveryProcess.KEY, lane)
                .map(Policies.AudienceScope::largestAudience)
                .orElse(0);
    }

    @Override
    public Optional<Duration> longestValidity(String lane) {
        return policies.longestValidity(RecoveryProcess.KEY, lane);
    }

    @Override
    public Set<String> requiredSigners(String lane) {
        return policies.requiredSigners(RecoveryProcess.KEY, lane);
    }

    @Override
    public Set<String> groupsOf(String person) {
        return directory.groupsOf(person);
    }
}
