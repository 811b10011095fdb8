package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A recommendation whose window opened twenty minutes ago, on a record that was published as its evidence says. */
@Component
@Order(5)
@Profile("demo")
class DemoRecommendation implements DemoCase {

    private static final String MIRRORED_BY = "incident-tracker";

    private final Records records;

    DemoRecommendation(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "REC-DEMO";
    }

    @Override
    public String file() {
        return "recovery-recommendation.json";
    }

    @Override
    public String moment() {
        return "/validity/from";
    }

    @Override
    public String startType() {
        return "support.recommendation.ready";
    }

    @Override
    public String account() {
        return "recommendation-workspace";
    }

    @Override
    public String firstGate() {
        return "confirm-governance for carla.voss";
    }

    /** Mirrors what it cites, as the next version of it, and computes both hashes as the workspace would. */
    @Override
    public ObjectNode completed(ObjectNode request) {
        ObjectNode packet = (ObjectNode) request.path("packet");
        packet.path("evidence").forEach(evidence -> mirror((ObjectNode) evidence, request.remove("record")));
        return request.put("sha256", Sha256.hex(CanonicalJson.bytes(packet)))
                .put("optionSetSha256", OptionSet.sha256(packet));
    }

    private void mirror(ObjectNode evidence, JsonNode content) {
        String register = evidence.path("register").asText();
        String key = evidence.path("key").asText();
        long version = records.newestApproved(register, key)
                        .map(MirroredRecord::version)
                        .orElse(0L)
                + 1;
        evidence.put("version", version);
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("register", register)
                .put("key", key)
                .put("version", version)
                .put("status", MirroredRecord.APPROVED);
        document.set("publishedAt", evidence.path("asOf"));
        document.set("content", content);
        records.mirror(MirroredRecord.of(document), MIRRORED_BY);
    }
}
