package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.OptionSet;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A recommendation whose window opened twenty minutes ago, on a record that was published as its evidence says. */
@Component
@Order(5)
@Profile("demo")
class DemoRecommendation implements DemoCase {

    private final DemoRecords records;

    DemoRecommendation(DemoRecords records) {
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

    /** With what it cites, and with both hashes as the workspace would compute them. */
    @Override
    public ObjectNode completed(ObjectNode request) {
        JsonNode packet = records.mirrored(request).path("packet");
        return request.put("sha256", Sha256.hex(CanonicalJson.bytes(packet)))
                .put("optionSetSha256", OptionSet.sha256(packet));
    }
}
