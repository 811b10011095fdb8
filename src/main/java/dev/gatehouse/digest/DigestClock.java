package dev.gatehouse.digest;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.lane.DrillClock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The event clock of this flow's drills: it begins at the moment at which the publication was tagged. */
@Component
class DigestClock implements DrillClock {

    private final Digests digests;
    private final Inbox inbox;

    DigestClock(Digests digests, Inbox inbox) {
        this.digests = digests;
        this.inbox = inbox;
    }

    @Override
    public Optional<Instant> now(CaseFile drill) {
        return drill.flow().equals(DigestProcess.KEY) ? Optional.of(at(drill.caseId())) : Optional.empty();
    }

    /** Before the repository was asked nobody knows when the tag was made: the clock stands at the beginning of time. */
    private Instant at(String caseId) {
        Standing.Published published = digests.standing(caseId).revision();
        return inbox.eventTime(caseId, published == null ? Instant.EPOCH : published.taggedAt());
    }
}
