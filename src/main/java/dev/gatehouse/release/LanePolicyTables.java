package dev.gatehouse.release;

import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.release.domain.LanePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the tables in force what holds for one flow's releases. */
public abstract class LanePolicyTables implements LanePolicy {

    private final String flow;
    private final Policies policies;
    private final Directory directory;
    private final List<String> tables;

    /** @param tables every table that judges in this flow */
    protected LanePolicyTables(String flow, Policies policies, Directory directory, String... tables) {
        this.flow = flow;
        this.policies = policies;
        this.directory = directory;
        this.tables = List.of(tables);
    }

    /** The versions of every table that judges here. */
    public Map<String, String> versions() {
        return policies.versions(tables.toArray(String[]::new));
    }

    @Override
    public Set<String> groupsOfTheLane(String lane) {
        return policies.audienceScope(flow, lane)
                .map(Policies.AudienceScope::groups)
                .orElse(Set.of());
    }

    @Override
    public int largestAudience(String lane) {
        return policies.audienceScope(flow, lane)
                .map(Policies.AudienceScope::largestAudience)
                .orElse(0);
    }

    @Override
    public Optional<Duration> longestValidity(String lane) {
        return policies.longestValidity(flow, lane);
    }

    @Override
    public Set<String> requiredSigners(String lane) {
        return policies.requiredSigners(flow, lane);
    }

    @Override
    public Set<String> groupsOf(String person) {
        return directory.groupsOf(person);
    }
}
