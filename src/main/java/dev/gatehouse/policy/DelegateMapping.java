package dev.gatehouse.policy;

import dev.gatehouse.people.Directory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who may act in whose place, by the table delegate-mapping in force. */
@Component
public class DelegateMapping {

    /** The role of whoever opens the last gate on the way into a lane. */
    public static final String RELEASE_OWNER = "release-owner";

    private final Policies policies;
    private final Directory directory;

    DelegateMapping(Policies policies, Directory directory) {
        this.policies = policies;
        this.directory = directory;
    }

    /**
     * The people who may take a role over at this time; never the principal.
     *
     * @param principal whose role it is
     * @param scope the severity of a command window; of any other case the key of its flow
     * @param among who is asked about, whatever group they are in; the answer has their order
     */
    public List<String> of(String role, String principal, String scope, Instant at, Collection<String> among) {
        List<String> others =
                among.stream().filter(account -> !account.equals(principal)).toList();
        return policies.delegates(role, principal, others, scope, at).stream()
                .filter(directory::isPerson)
                .toList();
    }

    /** The version of the table in force, by its key: what a decision in somebody's place rests on. */
    public Map<String, String> version() {
        return policies.versions("delegate-mapping");
    }
}
