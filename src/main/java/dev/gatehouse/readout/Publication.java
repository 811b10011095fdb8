package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.ranking.Ranking;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a ranking with its holds a revision: what a gate shows and a decision names by its hash. */
@Component
class Publication {

    private static final String THE_SYSTEM = "gatehouse";

    private final Cases cases;
    private final Readouts readouts;
    private final ReadoutProblems problems;
    private final Revisions revisions;
    private final Ledger ledger;

    Publication(Cases cases, Readouts readouts, ReadoutProblems problems, Revisions revisions, Ledger ledger) {
        this.cases = cases;
        this.readouts = readouts;
        this.problems = problems;
        this.revisions = revisions;
        this.ledger = ledger;
    }

    /**
     * Puts a ranking on its gate, in place of the candidate before.
     *
     * @param exceptions what a duty manager may approve, none where the case ends for want of any; null where nobody is asked
     */
    Revision publish(
            CaseFile caseFile,
            Standing standing,
            ReadoutProblem problem,
            Ranking ranking,
            @Nullable List<ExceptionOption> exceptions) {
        String caseId = caseFile.caseId();
        withdraw(caseId, RevisionState.SUPERSEDED, "The slots were ranked anew.");
        List<RevisionReference> before = revisions.references(caseId);
        Integer supersedes =
                before.isEmpty() ? null : before.get(before.size() - 1).number();
        Revision revision = revisions.store(
                caseId, content(caseFile, standing, problem, ranking, exceptions), supersedes, THE_SYSTEM);
        revisions.changeState(caseId, revision.number(), RevisionState.CANDIDATE, THE_SYSTEM, "Ranked.");
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision.number())
                .put("sha256", revision.sha256())
                .put("now", problem.now().toString())
                .put("deadline", problem.deadline().toString())
                .put("slots", revision.content().path("slots").size())
                .put("infeasible", revision.content().path("infeasible").size());
        if (exceptions != null) {
            payload.put("exceptions", exceptions.size());
        }
        payload.set("alone", inTheWayAlone(revision.content()));
        ledger.append(
                caseId,
                THE_SYSTEM,
                LedgerKind.SLOTS_RANKED,
                "revision " + revision.number(),
                payload,
                problems.versions());
        return revision;
    }

    /** Rules that nothing else helps to keep starts from being slots, each with the number of such intervals. */
    private static ObjectNode inTheWayAlone(JsonNode content) {
        Map<String, Integer> intervals = new TreeMap<>();
        content.path("infeasible").forEach(interval -> {
            Set<String> rules = new HashSet<>(interval.path("blockers").findValuesAsText("rule"));
            if (rules.size() == 1) {
                intervals.merge(rules.iterator().next(), 1, Integer::sum);
            }
        });
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        intervals.forEach(json::put);
        return json;
    }

    /** Takes the candidate off its gate, if there is one. */
    void withdraw(String caseId, RevisionState to, String because) {
        revisions.candidate(caseId).ifPresent(candidate -> {
            revisions.changeState(caseId, candidate.number(), to, THE_SYSTEM, because);
            if (to == RevisionState.SUPERSEDED) {
                ledger.append(
                        caseId,
                        THE_SYSTEM,
                        LedgerKind.CANDIDATE_SUPERSEDED,
                        "revision " + candidate.number(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("revision", candidate.number())
                                .put("sha256", candidate.sha256()),
                        Map.of());
            }
        });
    }

    private ObjectNode content(
            CaseFile caseFile,
            Standing standing,
            ReadoutProblem problem,
            Ranking ranking,
            @Nullable List<ExceptionOption> exceptions) {
        JsonNode request = cases.request(caseFile.caseId());
        List<ReadoutHold> holds = readouts.holds(caseFile.caseId());
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseFile.caseId())
                .put("purpose", request.path("purpose").asText())
                .put("account", request.path("account").asText())
                .put("drill", caseFile.drill())
                .put("modality", request.path("customer").path("modality").asText("not stated"))
                .put(
                        "customerZone",
                        problem.customer().zone() == null
                                ? null
                                : problem.customer().zone().getId())
                .put("deadline", problem.deadline().toString())
                .put("now", problem.now().toString())
                .put("duration", problem.duration().toString())
                .put("granularity", problem.granularity().toString());
        ArrayNode required = content.putArray("required");
        Map<String, String> zones = problem.people().stream()
                .collect(
                        Collectors.toMap(Person::person, person -> person.zone().getId(), (first, again) -> first));
        problem.required().forEach(holder -> required.addObject()
                .put("role", holder.role())
                .put("person", holder.person())
                .put("zone", zones.get(holder.person())));
        content.set("slots", RankingJson.slots(ranking, holds));
        content.set("infeasible", RankingJson.infeasible(ranking));
        content.set("clockChanges", RankingJson.clockChanges(ranking));
        content.set("lost", RankingJson.orNull(standing.lost()));
        content.putObject("rounds").put("used", standing.rounds()).put("of", rounds(request));
        ArrayNode blackouts = content.putArray("blackouts");
        problem.blackouts().forEach(blackout -> blackouts
                .addObject()
                .put("from", blackout.time().from().toString())
                .put("to", blackout.time().to().toString())
                .put("reason", blackout.reason()));
        content.set("blackoutDifferences", problems.differences(request, standing));
        content.set("sources", withYears(problems.sources(request, problem.now()), problem));
        if (exceptions != null) {
            content.set("exceptions", RankingJson.exceptions(exceptions));
            content.set("asked", asked(standing.ask()));
        }
        ObjectNode policies = content.putObject("policies");
        problems.versions().forEach(policies::put);
        return content;
    }

    /** How many rounds of holds a case has; three where its request does not say. */
    static int rounds(JsonNode request) {
        return request.path("holds").path("rounds").asInt(3);
    }

    private static JsonNode asked(@Nullable Ask ask) {
        if (ask == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode asked = JsonNodeFactory.instance
                .objectNode()
                .put("by", ask.by())
                .put("askedBy", ask.onBehalfOf())
                .put("reason", ask.reason())
                .put("start", ask.start() == null ? null : ask.start().toString());
        Substitute substitute = ask.substitute();
        asked.set("substitute", substitute == null ? asked.nullNode() : RankingJson.substitute(substitute));
        return asked;
    }

    /** Of a year that a table of holidays has no day of it knows nothing; whoever decides has to know that. */
    private static ArrayNode withYears(ArrayNode sources, ReadoutProblem problem) {
        int first = problem.now().atOffset(ZoneOffset.UTC).getYear();
        int last = problem.deadline().atOffset(ZoneOffset.UTC).getYear();
        sources.valueStream().filter(source -> source.has("lastYear")).forEach(source -> ((ObjectNode) source)
                .put(
                        "coversHorizon",
                        source.path("firstYear").asInt() <= first
                                && last <= source.path("lastYear").asInt()));
        return sources;
    }
}
