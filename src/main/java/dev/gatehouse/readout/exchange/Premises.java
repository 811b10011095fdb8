package dev.gatehouse.readout.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Customer.Holiday;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a request is checked against and planned with that is not in it. */
public interface Premises {

    /** Whether somebody with this id has an account and is a person, not a service. */
    boolean isPerson(String id);

    /** Published coverage hours; empty for a name that is not published. */
    Optional<Coverage> coverage(String name);

    /** The holidays in force for a country, with where they stand; empty for a country without a table. */
    Optional<Holidays> holidays(String country);

    /** What the approved record {@code accounts/{account}} says; empty without one. */
    Optional<JsonNode> account(String account);

    /** The time by which a live request is judged. */
    Instant now();

    /** @param citation register, key, version and hash of the table */
    record Holidays(List<Holiday> days, ObjectNode citation) {
        public Holidays {
            days = List.copyOf(days);
        }
    }
}
