package dev.gatehouse.disclosure;

import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What this installation's documents are checked against. */
@Component
class DirectoryPremises implements DisclosurePremises {

    private final Directory directory;
    private final Records records;
    private final Cases cases;
    private final Clock clock;

    DirectoryPremises(Directory directory, Records records, Cases cases, Clock clock) {
        this.directory = directory;
        this.records = records;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public boolean isPerson(String id) {
        return directory.isPerson(id);
    }

    @Override
    public boolean isAgent(String id) {
        return directory.isMachine(id) && directory.groupsOf(id).contains(Groups.AGENTS);
    }

    @Override
    public boolean citable(String register, String key, long version) {
        return records.citable(register, key, version);
    }

    @Override
    public Optional<String> releaseOwnerOf(String caseId) {
        return cases.find(caseId)
                .filter(caseFile -> caseFile.flow().equals(DisclosureProcess.KEY))
                .map(caseFile ->
                        cases.request(caseFile.caseId()).path("releaseOwner").asText());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
