package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Requests for readouts: the scenario's, and one for a live case. */
public final class ReadoutRequests {

    public static final String FLOW = "rca-readout-scheduling";
    public static final String MANAGER = "petra.lang";

    private ReadoutRequests() {}

    /** A drill with one slot that breaks no rule, as its notes say. */
    public static ObjectNode scenario(String caseId) {
        try (InputStream content =
                ReadoutRequests.class.getResourceAsStream("/scenarios/3-readout-scheduling/request.json")) {
            return ((ObjectNode) Doors.JSON.readTree(content)).put("caseId", caseId);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A live case that starts now, with twelve days until its deadline and everybody at work from 06:00 to 18:00 UTC.
     *
     * @param roles who holds each of the four roles that are required
     */
    public static ObjectNode live(String caseId, Map<String, String> roles) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode request = Doors.JSON
                .createObjectNode()
                .put("caseId", caseId)
                .put("rehearsal", false)
                .put("purpose", "Root-cause readout")
                .put("account", "BANCO-SUR-MX")
                .put("rcaApprovedAt", now.toString())
                .put("customerSafe", true)
                .put("duration", "PT60M")
                .put("granularity", "PT30M")
                .put("minimumNotice", "PT1H")
                .put("programManager", MANAGER)
                .put("escalationManager", "kofi.mensah")
                .put("coverage", "premium-emea-amer");
        request.putObject("deadline").put("at", now.plus(12, ChronoUnit.DAYS).toString());
        request.putObject("customer").put("zone", "Europe/London").put("modality", "video");
        ArrayNode required = request.putArray("required");
        ArrayNode people = request.putArray("people");
        roles.forEach((role, person) -> {
            required.addObject().put("role", role).put("person", person);
            people.addObject().put("person", person).put("zone", "UTC").put("workingHours", "06:00-18:00");
        });
        return request;
    }

    /** The four roles, held by people whom nobody else asks for. */
    public static Map<String, String> peopleOf(String run) {
        return Map.of(
                "escalation-manager", "escalation-" + run + "@example.org",
                "fix-owner", "owner-" + run + "@example.org",
                "customer-success-director", "success-" + run + "@example.org",
                "customer-incident-manager", "customer-" + run + "@example.org");
    }
}
