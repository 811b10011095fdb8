package dev.gatehouse.release;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Disposition;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.intake.Place;
import dev.gatehouse.lane.DrillClock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The event clock of every drill whose request declares its first moment. */
@Component
class ReleaseClock implements DrillClock {

    private final Cases cases;
    private final Inbox inbox;

    ReleaseClock(Cases cases, Inbox inbox) {
        this.cases = cases;
        this.inbox = inbox;
    }

    @Override
    public Optional<Instant> now(CaseFile drill) {
        return Place.root(cases.request(drill.caseId())).instant("declaredAt").map(declared -> Stream.concat(
                        Stream.of(declared),
                        inbox.of(drill.caseId()).stream()
                                .filter(event -> event.disposition() == Disposition.ACCEPTED)
                                .map(InboxEvent::time))
                .max(Instant::compareTo)
                .orElse(declared));
    }
}
