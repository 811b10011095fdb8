package dev.gatehouse.digest;

import dev.gatehouse.digest.exchange.Premises;
import dev.gatehouse.digest.git.RunbookRepositories;
import dev.gatehouse.people.Directory;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What this installation's requests are checked against. */
@Component
class DigestPremises implements Premises {

    private final Directory directory;
    private final DigestPolicy policy;
    private final RunbookRepositories repositories;

    DigestPremises(Directory directory, DigestPolicy policy, RunbookRepositories repositories) {
        this.directory = directory;
        this.policy = policy;
        this.repositories = repositories;
    }

    @Override
    public boolean isPerson(String id) {
        return directory.isPerson(id);
    }

    @Override
    public boolean isInTheLane(String person) {
        return policy.isInTheLane(person);
    }

    @Override
    public Set<String> repositories() {
        return repositories.names();
    }
}
