package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateReview;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What people see of the search for a slot. */
@Component
public class ReadoutViews {

    private final Cases cases;
    private final Readouts readouts;
    private final ReadoutProblems problems;
    private final ReadoutClock clock;
    private final Revisions revisions;
    private final CoordinationLog log;
    private final Directory directory;

    ReadoutViews(
            Cases cases,
            Readouts readouts,
            ReadoutProblems problems,
            ReadoutClock clock,
            Revisions revisions,
            CoordinationLog log,
            Directory directory) {
        this.cases = cases;
        this.readouts = readouts;
        this.problems = problems;
        this.clock = clock;
        this.revisions = revisions;
        this.log = log;
        this.directory = directory;
    }

    /** What the form of a gate shows: the revision on it, with what has become of its holds since. */
    public ObjectNode review(CaseFile caseFile, GateRecord gate, Gate kind) {
        String caseId = caseFile.caseId();
        ObjectNode review = GateReview.of(caseFile, gate, kind);
        Integer number = gate.revision();
        if (number == null) {
            Standing standing = readouts.standing(caseId);
            review.put("now", clock.now(caseFile).toString());
            review.put(
                    "deadline",
                    problems.problem(cases.request(caseId), standing, clock.now(caseFile))
                            .deadline()
                            .toString());
            seats(review.putArray("seats"), standing);
            standing.people().forEach(review.putArray("people")::add);
        } else {
            Revision revision = revisions.find(caseId, number).orElseThrow();
            review.setAll((ObjectNode) revision.content().deepCopy());
            review.put("previousRevision", revision.supersedes());
        }
        review.set("holds", holds(caseId));
        review.set("log", log.of(caseId));
        return review;
    }

    private static void seats(ArrayNode seats, Standing standing) {
        new TreeMap<>(standing.seats())
                .forEach((role, person) -> seats.addObject().put("role", role).put("person", person.orElse(null)));
    }

    private ArrayNode holds(String caseId) {
        ArrayNode holds = JsonNodeFactory.instance.arrayNode();
        readouts.holds(caseId).forEach(hold -> {
            ObjectNode one = holds.addObject()
                    .put("slotId", "slot-" + hold.start())
                    .put("start", hold.start().toString())
                    .put("end", hold.end().toString());
            one.setAll(RankingJson.hold(hold));
            one.put("interpreter", hold.interpreter());
        });
        return holds;
    }

    /** What anybody who may see the case reads of it. */
    public void describe(CaseFile caseFile, ObjectNode answer) {
        answer.set("holds", holds(caseFile.caseId()));
        // also after the end, which they may be the reason of
        ArrayNode unreadable = answer.putArray("unreadableCalendars");
        readouts.reading(caseFile.caseId())
                .map(Readouts.Reading::unreadable)
                .orElse(Map.of())
                .forEach((person, reason) ->
                        unreadable.addObject().put("person", person).put("reason", reason));
        if (caseFile.isOpen()) {
            return;
        }
        ObjectNode outcome = answer.putObject("outcome").put("state", caseFile.outcome());
        readouts.booking(caseFile.caseId())
                .ifPresent(booking -> outcome.put("start", booking.start().toString())
                        .put("end", booking.end().toString())
                        .put("interpreter", booking.interpreter().isEmpty() ? null : booking.interpreter()));
    }

    /** Owners of gates see a ranking whole; whoever else takes part sees the slots, and of blockers their own. */
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        ObjectNode content = revision.content().deepCopy();
        if (ownsGates(caseFile, reader) || directory.groupsOf(reader).contains(Groups.AUDITORS)) {
            return content;
        }
        content.remove(Set.of("exceptions", "asked", "sources", "blackoutDifferences"));
        for (JsonNode interval : content.path("infeasible")) {
            ArrayNode own = ((ObjectNode) interval).putArray("blockers");
            revision.content()
                    .path("infeasible")
                    .valueStream()
                    .filter(one -> one.path("from").equals(interval.path("from")))
                    .flatMap(one -> one.path("blockers").valueStream())
                    .filter(blocker -> !blocker.has("person")
                            || blocker.path("person").asText().equals(reader))
                    .forEach(own::add);
        }
        return content;
    }

    public boolean ownsGates(CaseFile caseFile, String person) {
        JsonNode request = cases.request(caseFile.caseId());
        return request.path("programManager").asText().equals(person)
                || request.path("escalationManager").asText().equals(person)
                || directory.groupsOf(person).contains(Groups.DUTY_MANAGERS);
    }
}
