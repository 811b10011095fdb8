package dev.gatehouse.disclosure;

import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.release.LanePolicyTables;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the tables in force what holds for disclosures. */
@Component
class DisclosurePolicy extends LanePolicyTables {

    /** The role that a release owner's delegate takes over. */
    private static final String RELEASE_OWNER = "release-owner";

    private final Policies policies;
    private final Directory directory;

    DisclosurePolicy(Policies policies, Directory directory) {
        super(
                DisclosureProcess.KEY,
                policies,
                directory,
                "audience-scope",
                "blocked-language",
                "change-authority",
                "delegate-mapping",
                "freshness",
                "material-change",
                "required-signers",
                "validity-limits");
        this.policies = policies;
        this.directory = directory;
    }

    List<String> flags(String text) {
        return List.copyOf(policies.blockedLanguage(DisclosureProcess.KEY, text));
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
}
