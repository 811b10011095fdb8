package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.release.ReleaseEventKinds;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 2 understands. */
@Component
class DisclosureEventKinds extends ReleaseEventKinds {

    private final DisclosurePremises premises;

    DisclosureEventKinds(Cases cases, DisclosurePremises premises) {
        super(cases);
        this.premises = premises;
    }

    @Override
    public String flow() {
        return DisclosureProcess.KEY;
    }

    @Override
    public Set<String> types() {
        return ReleaseEvents.types();
    }

    @Override
    public String startType() {
        return DisclosureRequests.CHARTERED;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return ReleaseEvents.faults(type, data, premises);
    }
}
