package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revisions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoordinationLogTest {

    private static final Instant AT = Instant.parse("2026-04-20T15:00:00Z");

    private final Ledger ledger = mock(Ledger.class);
    private final CoordinationLog log = new CoordinationLog(ledger, mock(Revisions.class));

    @Test
    void namesOptionalPeopleWhoseCalendarsCouldNotBeWritten() {
        ObjectNode booked = JsonNodeFactory.instance
                .objectNode()
                .put("start", "2026-04-27T16:00:00Z")
                .put("end", "2026-04-27T17:00:00Z");
        booked.putArray("notOnCalendars")
                .addObject()
                .put("person", "paul.reyes")
                .put("reason", "The server answered 507.");

        assertThat(sentence(LedgerKind.SLOT_BOOKED, booked))
                .startsWith("Booked from ")
                .endsWith(". Not on the calendar of paul.reyes, who is optional. The server answered 507.");
        booked.remove("notOnCalendars");
        assertThat(sentence(LedgerKind.SLOT_BOOKED, booked)).doesNotContain("Not on");
    }

    private String sentence(LedgerKind kind, ObjectNode payload) {
        when(ledger.of("ESC-1"))
                .thenReturn(List.of(
                        new LedgerEntry("ESC-1", 1, AT, "gatehouse", kind, "any", payload, "", Map.of(), "", "")));
        return log.of("ESC-1").path(0).path("text").asText();
    }
}
