package dev.gatehouse.disclosure;

import dev.gatehouse.disclosure.domain.LanePolicy;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks the tables in force what holds for disclosures. */
@Component
class DisclosurePolicy implements LanePolicy {

    private static final String[] TABLES = {
        "audience-scope",
        "blocked-language",
        "change-authority",
        "delegate-mapping",
        "freshness",
        "material-change",
        "required-signers",
        "validity-limits"
    };

    /** The role that a release owner's delegate takes over. */
    private static final String RELEASE_OWNER = "release-owner";

    private final Policies policies;
    private final Directory directory;

    DisclosurePolicy(Policies policies, Directory directory) {
        this.policies = policies;
        this.directory = directory;
    }

    /** The versions of every table that judges here. */
    Map<String, String> versions() {
        return policies.versions(TABLES);
    }

    List<String> flags(String text) {
        return List.copyOf(policies.blockedLanguage(text));
    }

    boolean material(String eventType, String effect, String stage, String register, boolean cited) {
        return policies.materialChange(DisclosureProcess.KEY, eventType, effect, stage, register, cited)
                .yes();
    }

    /** Who may release in the owner's place, at this time. */
    List<String> delegatesOf(String releaseOwner, Instant at) {
        return directory.groupsOf(releaseOwner).stream()
                .flatMap(group -> directory.membersOf(group).stream())
                .distinct()
                .sorted()
                .filter(person -> !person.equals(releaseOwner) && directory.isPerson(person))
                .filter(person -> policies.delegateMapping(
                                RELEASE_OWNER, releaseOwner, person, DisclosureProcess.KEY, at)
                        .yes())
                .toList();
    }

    @Override
    public Set<String> groupsOfTheLane(String lane) {
        return policies.audienceScope(DisclosureProcess.KEY, lane)
                .map(Policies.AudienceScope::groups)
                .orElse(Set.of());
    }

    @Override
    public int largestAudience(String lane) {
        return policies.audienceScope(DisclosureProcess.KEY, lane)
                .map(Policies.AudienceScope::largestAudience)
                .orElse(0);
    }

    @Override
    public Optional<Duration> longestValidity(String lane) {
        return policies.longestValidity(DisclosureProcess.KEY, lane);
    }

    @Override
    public Set<String> requiredSigners(String lane) {
        return policies.requiredSigners(DisclosureProcess.KEY, lane);
    }

    @Override
    public Set<String> groupsOf(String person) {
        return directory.groupsOf(person);
    }
}
