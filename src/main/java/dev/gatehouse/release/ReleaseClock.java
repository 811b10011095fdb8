package dev.gatehouse.release;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.Place;
import dev.gatehouse.lane.DrillClock;
import java.time.Instant;
import java.util.Optional;
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
        return Place.root(cases.request(drill.caseId()))
                .instant("declaredAt")
                .map(declared -> inbox.eventTime(drill.caseId(), declared));
    }
}
