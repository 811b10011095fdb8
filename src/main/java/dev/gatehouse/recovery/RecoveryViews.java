package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateReview;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.exchange.HoldSentences;
import dev.gatehouse.release.Manifests;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What people see of a recommendation before it is released. */
@Component
public class RecoveryViews {

    private final RecoveryRelease release;
    private final Judgement judgement;
    private final Owners owners;
    private final Recommendations recommendations;
    private final Revisions revisions;
    private final Manifests manifests;
    private final CaseClock clock;

    RecoveryViews(
            RecoveryRelease release,
            Judgement judgement,
            Owners owners,
            Recommendations recommendations,
            Revisions revisions,
            Manifests manifests,
            CaseClock clock) {
        this.release = release;
        this.judgement = judgement;
        this.owners = owners;
        this.recommendations = recommendations;
        this.revisions = revisions;
        this.manifests = manifests;
        this.clock = clock;
    }

    /** What the form of a gate shows. */
    public ObjectNode review(CaseFile caseFile, GateRecord gate, Gate kind) {
        Revision revision = revisions
                .find(caseFile.caseId(), Objects.requireNonNull(gate.revision()))
                .orElseThrow();
        ReleaseManifest manifest = gate.manifestSha256() == null
                ? release.manifest(caseFile, revision)
                : manifests.find(caseFile.caseId(), gate.manifestSha256()).orElseThrow();
        Standing standing = recommendations.standing(caseFile.caseId());
        ObjectNode review = GateReview.of(caseFile, gate, kind)
                .put("now", clock.now(caseFile).toString())
                .put("optionSetSha256", OptionSet.sha256(revision.content()))
                .put("manifestSha256", gate.manifestSha256())
                .put(
                        "author",
                        recommendations
                                .stated(caseFile.caseId(), revision.number())
                                .author())
                .put("boundary", RecoveryRelease.BOUNDARY);
        review.set("packet", revision.content());
        review.set("manifest", manifest.json());
        ArrayNode causes = review.putArray("causes");
        standing.causes().forEach(causes::add);
        if (gate.gate().equals(RecoveryProcess.RESOLVE_HOLD)) {
            review.set("faults", faults(judgement.faults(caseFile)));
        }
        review.put("previousRevision", revision.supersedes());
        review.set("previousPacket", previous(revision));
        return review;
    }

    private JsonNode previous(Revision revision) {
        return Stream.ofNullable(revision.supersedes())
                .flatMap(number -> revisions.find(revision.caseId(), number).stream())
                .map(Revision::content)
                .findFirst()
                .orElse(JsonNodeFactory.instance.nullNode());
    }

    private static ArrayNode faults(List<HoldFault> all) {
        ArrayNode faults = JsonNodeFactory.instance.arrayNode();
        all.forEach(fault -> {
            ObjectNode one = faults.addObject()
                    .put("code", fault.code().name())
                    .put("policy", fault.code().policy())
                    .put("subject", fault.subject())
                    .put("text", HoldSentences.of(fault));
            ObjectNode facts = one.putObject("facts");
            fault.facts().forEach(facts::put);
        });
        return faults;
    }

    /** A participant sees the whole packet: nothing in it is restricted further. */
    public ObjectNode view(Revision revision) {
        return revision.content().deepCopy();
    }

    public boolean ownsGates(CaseFile caseFile, String person) {
        return owners.isOne(caseFile, person);
    }
}
