package dev.gatehouse.recovery;

import dev.gatehouse.cases.Cases;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import dev.gatehouse.recovery.exchange.Premises;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What this installation's documents are checked against. */
@Component
class CasePremises implements Premises {

    private final Directory directory;
    private final Policies policies;
    private final Records records;
    private final Cases cases;
    private final Clock clock;

    CasePremises(Directory directory, Policies policies, Records records, Cases cases, Clock clock) {
        this.directory = directory;
        this.policies = policies;
        this.records = records;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public boolean isPerson(String id) {
        return directory.isPerson(id);
    }

    @Override
    public boolean isLane(String lane) {
        return policies.audienceScope(RecoveryProcess.KEY, lane).isPresent();
    }

    @Override
    public Optional<Instant> published(String register, String key, long version) {
        return records.approved(register, key, version).map(MirroredRecord::publishedAt);
    }

    @Override
    public Optional<String> releaseOwnerOf(String caseId) {
        return cases.find(caseId)
                .filter(caseFile -> caseFile.flow().equals(RecoveryProcess.KEY))
                .map(caseFile -> cases.request(caseId).path("releaseOwner").asText());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
