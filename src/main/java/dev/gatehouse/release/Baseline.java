package dev.gatehouse.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From which moment on a fact is later than the request of its case. */
@Component
public class Baseline {

    private final Inbox inbox;

    Baseline(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * The moment that the request declares, else that at which it was stated, else now: to the second, for facts are mostly
     * stated to the second. Never later than now.
     *
     * @param now by the case's clock, when it opens
     */
    public Instant of(String caseId, JsonNode request, Instant now) {
        Optional<Instant> declared = Place.root(request).instant("declaredAt");
        return declared.or(() -> inbox.startedAt(caseId))
                .filter(stated -> !stated.isAfter(now))
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS));
    }
}
