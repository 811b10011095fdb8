package dev.gatehouse.readout;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Inbox;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The clock that slots and holds are judged by: the wall's, or in a drill the later of its approval and its events. */
@Component
class ReadoutClock {

    private final Cases cases;
    private final Inbox inbox;
    private final Clock clock;

    ReadoutClock(Cases cases, Inbox inbox, Clock clock) {
        this.cases = cases;
        this.inbox = inbox;
        this.clock = clock;
    }

    Instant now(CaseFile caseFile) {
        if (!caseFile.drill()) {
            return clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
        Instant approved = OffsetDateTime.parse(
                        cases.request(caseFile.caseId()).path("rcaApprovedAt").asText())
                .toInstant();
        return inbox.eventTime(caseFile.caseId(), approved);
    }
}
