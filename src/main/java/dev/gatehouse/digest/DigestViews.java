package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.digest.Digests.Subject;
import dev.gatehouse.digest.Standing.Ending;
import dev.gatehouse.digest.Standing.Published;
import dev.gatehouse.digest.Standing.Unclear;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateReview;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.lane.LaneCopy;
import dev.gatehouse.lane.LaneEnd;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people see of a digest. Nothing in it is restricted: what is sensitive never reaches it. */
@Component
public class DigestViews {

    private final Digests digests;
    private final DigestPolicy policy;
    private final Revisions revisions;
    private final Lanes lanes;
    private final Directory directory;
    private final CaseClock clock;

    DigestViews(
            Digests digests,
            DigestPolicy policy,
            Revisions revisions,
            Lanes lanes,
            Directory directory,
            CaseClock clock) {
        this.digests = digests;
        this.policy = policy;
        this.revisions = revisions;
        this.lanes = lanes;
        this.directory = directory;
        this.clock = clock;
    }

    /** What the form of a gate shows: the revision on it, or what is unclear about the source. */
    public ObjectNode review(CaseFile caseFile, GateRecord gate, Gate kind) {
        String caseId = caseFile.caseId();
        ObjectNode review = GateReview.of(caseFile, gate, kind)
                .put("now", clock.now(caseFile).toString());
        Subject subject = digests.subject(caseId);
        Integer number = gate.revision();
        if (number == null) {
            source(review, subject, digests.standing(caseId));
            return review;
        }
        Revision revision = revisions.find(caseId, number).orElseThrow();
        review.set("packet", revision.content());
        review.put("previousRevision", revision.supersedes());
        return review;
    }

    private static void source(ObjectNode review, Subject subject, Standing standing) {
        Unclear unclear = standing.trouble();
        ObjectNode source = review.putObject("source")
                .put("repository", subject.repository())
                .put("path", subject.path())
                .put("revision", subject.revision())
                .put("baseline", standing.baselineAsked())
                .put("code", unclear == null ? null : unclear.code())
                .put("sentence", unclear == null ? null : unclear.sentence());
        Published published = standing.revision();
        if (published != null) {
            source.put("tagger", published.tagger())
                    .put("taggedAt", published.taggedAt().toString())
                    .put("commit", published.commit());
        }
        ArrayNode limits = source.putArray("limits");
        standing.limits().forEach(limit -> limits.addObject()
                .put("code", limit.code())
                .put("reason", limit.reason())
                .put("by", limit.by()));
    }

    /** What anybody who may see the case reads of it. */
    public void describe(CaseFile caseFile, ObjectNode answer) {
        String caseId = caseFile.caseId();
        Subject subject = digests.subject(caseId);
        answer.putObject("publication")
                .put("repository", subject.repository())
                .put("path", subject.path())
                .put("revision", subject.revision());
        Ending ending = digests.standing(caseId).ending();
        Optional<LaneCopy> copy = lanes.find(caseId);
        if (copy.isPresent()) {
            Optional<LaneEnd> end = lanes.endOf(copy.get());
            answer.putObject("outcome")
                    .put(
                            "state",
                            end.map(one -> one.state().name().toLowerCase(Locale.ROOT))
                                    .orElse("shared"))
                    .put("code", (String) null)
                    .put("reason", end.map(LaneEnd::reason).orElse(null))
                    .put("sharedAt", copy.get().releasedAt().toString());
        } else if (ending != null) {
            answer.putObject("outcome")
                    .put("state", ending.state())
                    .put("code", ending.code())
                    .put("reason", ending.reason());
        }
    }

    /** Whether a table that judged the candidate is another one now. */
    public boolean isJudgedOtherwise(CaseFile caseFile) {
        Map<String, String> inForce = policy.versions();
        return revisions
                .candidate(caseFile.caseId())
                .filter(candidate -> inForce.entrySet().stream().anyMatch(table -> !candidate
                        .content()
                        .path("policies")
                        .path(table.getKey())
                        .asText()
                        .equals(table.getValue())))
                .isPresent();
    }

    public boolean ownsGates(CaseFile caseFile, String person) {
        return person.equals(digests.standing(caseFile.caseId()).reviewer())
                || directory.groupsOf(person).contains(Groups.SUPPORT_OPERATIONS);
    }
}
