package dev.gatehouse.release;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.people.Directory;
import dev.gatehouse.release.exchange.ReleasePremises;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What this installation's documents are checked against in every flow that releases into a lane. */
public abstract class InstallationPremises implements ReleasePremises {

    private final String flow;
    private final Directory directory;
    private final Cases cases;
    private final Clock clock;

    protected InstallationPremises(String flow, Directory directory, Cases cases, Clock clock) {
        this.flow = flow;
        this.directory = directory;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public boolean isPerson(String id) {
        return directory.isPerson(id);
    }

    @Override
    public Optional<String> releaseOwnerOf(String caseId) {
        return cases.find(caseId)
                .filter(caseFile -> caseFile.flow().equals(flow))
                .map(caseFile -> cases.request(caseId).path("releaseOwner").asText());
    }

    @Override
    public boolean isDrill(String caseId) {
        return cases.find(caseId).map(CaseFile::drill).orElse(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
