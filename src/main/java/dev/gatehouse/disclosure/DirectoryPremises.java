package dev.gatehouse.disclosure;

import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.records.Records;
import dev.gatehouse.release.InstallationPremises;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What this installation's disclosures are checked against. */
@Component
class DirectoryPremises extends InstallationPremises implements DisclosurePremises {

    private final Directory directory;
    private final Records records;

    DirectoryPremises(Directory directory, Records records, Cases cases, Clock clock) {
        super(DisclosureProcess.KEY, directory, cases, clock);
        this.directory = directory;
        this.records = records;
    }

    @Override
    public boolean isAgent(String id) {
        return directory.isMachine(id) && directory.groupsOf(id).contains(Groups.AGENTS);
    }

    @Override
    public boolean citable(String register, String key, long version) {
        return records.citable(register, key, version);
    }
}
