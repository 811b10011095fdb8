package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseAccess;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.domain.Section;
import dev.gatehouse.disclosure.domain.Suggestion;
import dev.gatehouse.disclosure.exchange.DraftJson;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateReview;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.release.Manifests;
import dev.gatehouse.release.exchange.LaneSentences;
import dev.gatehouse.text.domain.WordDiff;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What people and agents see of a packet before it is released; annex texts are for their owner and the release owner. */
@Component
public class DisclosureViews {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Chartering chartering;
    private final Candidates candidates;
    private final DisclosureRelease release;
    private final DisclosurePolicy policy;
    private final Drafts drafts;
    private final Cases cases;
    private final CaseAccess access;
    private final Revisions revisions;
    private final Manifests manifests;
    private final CaseClock clock;

    DisclosureViews(
            Chartering chartering,
            Candidates candidates,
            DisclosureRelease release,
            DisclosurePolicy policy,
            Drafts drafts,
            Cases cases,
            CaseAccess access,
            Revisions revisions,
            Manifests manifests,
            CaseClock clock) {
        this.chartering = chartering;
        this.candidates = candidates;
        this.release = release;
        this.policy = policy;
        this.drafts = drafts;
        this.cases = cases;
        this.access = access;
        this.revisions = revisions;
        this.manifests = manifests;
        this.clock = clock;
    }

    /** What the form of a gate shows. */
    public ObjectNode review(CaseFile caseFile, GateRecord gate, Gate kind, String reader) {
        String caseId = caseFile.caseId();
        Draft current = drafts.get(caseId);
        int number = gate.revision() == null ? current.revision() : gate.revision();
        Draft shown = asOf(caseId, current, number);
        ObjectNode review = GateReview.of(caseFile, gate, kind)
                .put("now", clock.now(caseFile).toString())
                .put("packetId", caseId)
                .put("stage", current.stage().word())
                .put("manifestSha256", gate.manifestSha256())
                .put("boundary", current.charter().boundary());
        ObjectNode packet = packet(current, shown, reader);
        review.set("packet", packet);
        review.set("objections", packet.path("objections"));
        review.set("suggestions", packet.path("suggestions"));
        review.set("charter", charter(current));
        ObjectNode manifest = manifest(caseFile, gate, current, number);
        review.set("manifest", manifest);
        packet.set("manifest", manifest);
        PacketStanding standing = drafts.standing(caseId);
        ArrayNode causes = review.putArray("causes");
        standing.causes().forEach(causes::add);
        revisions
                .find(caseId, number)
                .ifPresent(revision -> review.put(
                        "revisionState", stateShown(caseFile, revision.state()).name()));
        JsonNode held = standing.held();
        review.set("held", held == null ? NODES.nullNode() : held);
        ArrayNode stale = review.putArray("staleEvidence");
        candidates.staleEvidence(caseFile, shown).forEach(stale::add);
        ArrayNode faults = review.putArray("faults");
        chartering.charterFaults(caseFile).forEach(fault -> faults.addObject()
                .put("code", fault.code().name())
                .put("policy", fault.code().policy())
                .put("subject", fault.subject())
                .put("text", LaneSentences.of(fault)));
        current.promoted().forEach(review.putArray("promoted")::add);
        review.set("flaggedWords", flaggedWords(gate, current));
        review.put("previousRevision", number > 1 ? number - 1 : null);
        return review;
    }

    /** At the charter nothing was accepted yet: what is flagged in the text itself is shown. */
    private ArrayNode flaggedWords(GateRecord gate, Draft draft) {
        ArrayNode flagged = NODES.arrayNode();
        if (gate.gate().equals(DisclosureProcess.APPROVE_CHARTER)) {
            draft.sections().forEach(section -> policy.flags(section)
                    .forEach(word -> flagged.addObject().put("word", word).put("sectionId", section.sectionId())));
        } else {
            draft.flaggedWords().forEach(word -> flagged.add(DraftJson.flaggedWord(word)));
        }
        return flagged;
    }

    private ObjectNode manifest(CaseFile caseFile, GateRecord gate, Draft draft, int number) {
        String sha256 = gate.manifestSha256();
        Optional<ReleaseManifest> signed =
                sha256 == null ? Optional.empty() : manifests.find(caseFile.caseId(), sha256);
        return signed.map(ReleaseManifest::json).orElseGet(() -> {
            Revision revision = revisions.find(caseFile.caseId(), number).orElseThrow();
            return release.manifest(caseFile, draft, revision).json();
        });
    }

    private Draft asOf(String caseId, Draft current, int revision) {
        return revision == current.revision()
                ? current
                : drafts.at(caseId, revision).orElse(current);
    }

    /**
     * @param current for what is said about the packet
     * @param shown for its text
     */
    private ObjectNode packet(Draft current, Draft shown, String reader) {
        ObjectNode packet = NODES.objectNode().put("boundary", shown.charter().boundary());
        ArrayNode sections = packet.putArray("sections");
        shown.sections().forEach(section -> sections.add(section(shown, section, reader)));
        ArrayNode objections = packet.putArray("objections");
        current.objections().forEach(objection -> objections.add(objection(current, objection)));
        ArrayNode suggestions = packet.putArray("suggestions");
        current.suggestions().stream()
                .filter(suggestion -> maySee(current, suggestion, reader))
                .forEach(suggestion -> suggestions.add(suggestion(current, suggestion, reader)));
        ArrayNode comments = packet.putArray("comments");
        current.comments().stream()
                .filter(comment -> comment.by().equals(reader) || maySee(current, comment.sectionId(), reader))
                .forEach(comment -> comments.add(DraftJson.comment(comment)));
        ArrayNode contributions = packet.putArray("contributions");
        current.contributions().forEach(one -> contributions.add(DraftJson.contribution(one)));
        return packet;
    }

    private static ObjectNode section(Draft draft, Section section, String reader) {
        ObjectNode json = DraftJson.section(section);
        if (section.annex()) {
            json.put("commitment", section.commitment());
            if (!maySee(draft, section, reader)) {
                json.remove("markdown");
                json.remove("citations");
            }
        }
        return json.put("changedIn", section.changedIn());
    }

    private static boolean maySee(Draft draft, Section section, String reader) {
        return !section.annex()
                || section.owner().equals(reader)
                || draft.charter().releaseOwner().equals(reader);
    }

    /** A section that is gone may have been an annex. */
    static boolean maySee(Draft draft, String sectionId, String reader) {
        return draft.section(sectionId)
                .map(section -> maySee(draft, section, reader))
                .orElse(draft.charter().releaseOwner().equals(reader));
    }

    /** What is suggested for an annex says as much as the annex. */
    private static boolean maySee(Draft draft, Suggestion suggestion, String reader) {
        return suggestion.by().equals(reader) || maySee(draft, suggestion.sectionId(), reader);
    }

    /** The text that the suggestion would change is shown beside it, in words, to whom that text is shown. */
    private static ObjectNode suggestion(Draft draft, Suggestion suggestion, String reader) {
        ObjectNode json = DraftJson.suggestion(suggestion);
        draft.section(suggestion.sectionId()).ifPresent(section -> {
            json.put("stale", section.changedIn() > suggestion.baseRevision());
            if (maySee(draft, section, reader)) {
                json.set("changes", pieces(section.markdown(), suggestion.markdown()));
            }
        });
        return json;
    }

    private static ObjectNode objection(Draft draft, Objection objection) {
        return NODES.objectNode()
                .put("objectionId", objection.objectionId())
                .put("sectionId", objection.sectionId())
                .put("raisedBy", objection.raisedBy())
                .put("severity", objection.severity().word())
                .put("statement", objection.statement())
                .put("raisedIn", objection.raisedIn())
                .put("state", draft.stateOf(objection).word());
    }

    private static ObjectNode charter(Draft draft) {
        ObjectNode json = NODES.objectNode()
                .put("artifactOwner", draft.charter().artifactOwner())
                .put("releaseOwner", draft.charter().releaseOwner())
                .put("lane", draft.charter().lane());
        draft.charter().audience().forEach(json.putArray("audience")::add);
        draft.charter().signers().forEach(json.putArray("signers")::add);
        draft.charter().reviewers().forEach(json.putArray("reviewers")::add);
        draft.charter().agents().forEach(json.putArray("agents")::add);
        return json;
    }

    /** A revision as its reader may see it. */
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        Draft current = drafts.get(caseFile.caseId());
        return packet(current, asOf(caseFile.caseId(), current, revision.number()), reader)
                .put("packetId", caseFile.caseId())
                .put("revision", revision.number());
    }

    /** A candidate that the release owner holds stays on its gate, and shows HELD. */
    public RevisionState stateShown(CaseFile caseFile, RevisionState state) {
        return state == RevisionState.CANDIDATE
                        && drafts.standing(caseFile.caseId()).held() != null
                ? RevisionState.HELD
                : state;
    }

    public boolean ownsGates(CaseFile caseFile, String person) {
        Draft draft = drafts.get(caseFile.caseId());
        return draft.charter().releaseOwner().equals(person)
                || draft.charter().artifactOwner().equals(person)
                || release.releaser(caseFile)
                        .map(Gate.Holder::person)
                        .filter(person::equals)
                        .isPresent();
    }

    /** What changed between two revisions, in words, section by section. */
    ObjectNode diff(String caseId, int from, int to, String reader) {
        CaseFile caseFile = cases.find(caseId)
                .filter(one -> one.flow().equals(DisclosureProcess.KEY))
                .orElseThrow(() ->
                        new RefusedException(Kind.UNKNOWN, "unknown-packet", "There is no packet " + caseId + "."));
        access.mustReadContent(caseFile, reader);
        Draft before = at(caseId, from);
        Draft after = at(caseId, to);
        ObjectNode diff =
                NODES.objectNode().put("packetId", caseId).put("from", from).put("to", to);
        ArrayNode sections = diff.putArray("sections");
        Set<String> ids = new LinkedHashSet<>();
        after.sections().forEach(section -> ids.add(section.sectionId()));
        before.sections().forEach(section -> ids.add(section.sectionId()));
        for (String id : ids) {
            Optional<Section> was = before.section(id);
            Optional<Section> is = after.section(id);
            Section any = is.or(() -> was).orElseThrow();
            boolean open = was.map(section -> maySee(before, section, reader)).orElse(true)
                    && is.map(section -> maySee(after, section, reader)).orElse(true);
            String change = was.isEmpty()
                    ? "added"
                    : is.isEmpty()
                            ? "removed"
                            : was.get().markdown().equals(is.get().markdown()) ? "same" : "changed";
            ObjectNode one = sections.addObject()
                    .put("sectionId", id)
                    .put("title", any.title())
                    .put("change", change);
            if (open) {
                one.set(
                        "pieces",
                        pieces(
                                was.map(Section::markdown).orElse(""),
                                is.map(Section::markdown).orElse("")));
            }
        }
        return diff;
    }

    private Draft at(String caseId, int revision) {
        return drafts.at(caseId, revision)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "unknown-revision", "Packet " + caseId + " has no revision " + revision + "."));
    }

    private static ArrayNode pieces(String from, String to) {
        ArrayNode pieces = NODES.arrayNode();
        WordDiff.between(from, to)
                .forEach(piece ->
                        pieces.addObject().put("change", piece.change().word()).put("text", piece.text()));
        return pieces;
    }
}
