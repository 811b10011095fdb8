package dev.gatehouse.recovery;

import dev.gatehouse.cases.Cases;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import dev.gatehouse.recovery.exchange.Premises;
import dev.gatehouse.release.InstallationPremises;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What this installation's recommendations are checked against. */
@Component
class CasePremises extends InstallationPremises implements Premises {

    private final Policies policies;
    private final Records records;

    CasePremises(Directory directory, Policies policies, Records records, Cases cases, Clock clock) {
        super(RecoveryProcess.KEY, directory, cases, clock);
        this.policies = policies;
        this.records = records;
    }

    @Override
    public boolean isLane(String lane) {
        return policies.audienceScope(RecoveryProcess.KEY, lane).isPresent();
    }

    @Override
    public Optional<Instant> published(String register, String key, long version) {
        return records.approved(register, key, version).map(MirroredRecord::publishedAt);
    }
}
