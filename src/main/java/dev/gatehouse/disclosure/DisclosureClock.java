package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Disposition;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.lane.DrillClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The event clock of this flow's drills. */
@Component
class DisclosureClock implements DrillClock {

    private final Cases cases;
    private final Inbox inbox;

    DisclosureClock(Cases cases, Inbox inbox) {
        this.cases = cases;
        this.inbox = inbox;
    }

    @Override
    public Optional<Instant> now(CaseFile drill) {
        if (!drill.flow().equals(DisclosureProcess.KEY)) {
            return Optional.empty();
        }
        Instant declared = OffsetDateTime.parse(
                        cases.request(drill.caseId()).path("declaredAt").asText())
                .toInstant();
        return Stream.concat(
                        Stream.of(declared),
                        inbox.of(drill.caseId()).stream()
                                .filter(event -> event.disposition() == Disposition.ACCEPTED)
                                .map(InboxEvent::time))
                .max(Instant::compareTo);
    }
}
