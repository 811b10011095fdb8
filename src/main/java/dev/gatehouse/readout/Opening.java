package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.exchange.Premises;
import dev.gatehouse.readout.exchange.ReadoutJson;
import dev.gatehouse.readout.exchange.ReadoutText;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes a case of a good request; a bad one starts nothing. */
@Service
public class Opening {

    private final Cases cases;
    private final Readouts readouts;
    private final ReadoutProblems problems;
    private final ReadoutClock clock;
    private final Premises premises;
    private final Policies policies;
    private final BusyTimes busyTimes;
    private final Leadership leadership;
    private final Directory directory;
    private final Ledger ledger;

    Opening(
            Cases cases,
            Readouts readouts,
            ReadoutProblems problems,
            ReadoutClock clock,
            Premises premises,
            Policies policies,
            BusyTimes busyTimes,
            Leadership leadership,
            Directory directory,
            Ledger ledger) {
        this.cases = cases;
        this.readouts = readouts;
        this.problems = problems;
        this.clock = clock;
        this.premises = premises;
        this.policies = policies;
        this.busyTimes = busyTimes;
        this.leadership = leadership;
        this.directory = directory;
        this.ledger = ledger;
    }

    /**
     * Opens the case of a good request.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws dev.gatehouse.gate.RefusedException CONFLICT when the case exists
     */
    public String open(@Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        Standing standing = standing(request);
        boolean drill = request.path("rehearsal").asBoolean(false);
        Instant asked = drill ? Place.root(request).instant("rcaApprovedAt").orElse(Instant.EPOCH) : premises.now();
        ReadoutJson.check(request, premises, () -> problems.problem(request, standing, asked));
        String caseId = request.path("caseId").asText();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        cases.open(caseId, ReadoutProcess.KEY, request.path("purpose").asText(), drill, processInstanceId, request);
        cases.addParticipants(caseId, participants(request, standing));
        readouts.open(caseId, standing);
        CaseFile caseFile = cases.get(caseId);
        if (drill) {
            tellBusyTimes(request, caseId, clock.now(caseFile));
        }
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("rcaApprovedAt", request.path("rcaApprovedAt").asText())
                .put("drill", drill);
        standing.vacant().forEach(payload.putArray("vacantRoles")::add);
        ledger.append(caseId, starter, LedgerKind.CASE_STARTED, ReadoutProcess.KEY, payload, problems.versions());
        return caseId;
    }

    /** The roles of the request and those that the table requires, which are vacant where the request has nobody. */
    private Standing standing(JsonNode request) {
        Place root = Place.root(request);
        Map<String, Optional<String>> seats = new LinkedHashMap<>();
        root.each("required").stream()
                .filter(seat -> seat.text("role").isPresent())
                .forEach(seat -> seats.put(seat.text("role").orElse(""), seat.text("person")));
        policies.requiredRoles(request.path("account").asText())
                .forEach(role -> seats.putIfAbsent(role, Optional.empty()));
        return new Standing(
                seats,
                request.path("people").valueStream().toList(),
                request.path("customer").path("blackouts").valueStream().toList(),
                Map.of(),
                0,
                Set.of(),
                List.of(),
                null,
                null,
                false,
                null,
                false,
                false,
                null);
    }

    /** Whoever has an account: attendees elsewhere have no way in. */
    private Set<String> participants(JsonNode request, Standing standing) {
        Set<String> all = new HashSet<>(leadership.dutyManagers());
        Stream.concat(
                        Stream.of("programManager", "escalationManager")
                                .map(role -> request.path(role).asText()),
                        Stream.concat(
                                standing.holders().stream().map(holder -> holder.person()),
                                ReadoutText.texts(request, "optional").stream()))
                .filter(directory::isPerson)
                .forEach(all::add);
        return all;
    }

    private void tellBusyTimes(JsonNode request, String caseId, Instant at) {
        CalendarSet set = CalendarSet.ofDrill(caseId);
        Place busy = Place.root(request).at("busy");
        busy.node()
                .fieldNames()
                .forEachRemaining(person -> busyTimes.replace(set, person, ReadoutText.times(busy, person), at));
    }
}
