package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The records that a demo request rests on. */
@Component
@Profile("demo")
class DemoRecords {

    private final Records records;

    DemoRecords(Records records) {
        this.records = records;
    }

    /**
     * Takes the list {@code records} out of the request, mirrors each as the next version of its record by the account that
     * its register belongs to, and writes that version wherever the request cites it.
     */
    ObjectNode mirrored(ObjectNode request) {
        request.remove("records").forEach(record -> {
            long version = mirror(record);
            request.findParents("register").stream()
                    .filter(cited -> cited.path("register").equals(record.path("register"))
                            && cited.path("key").equals(record.path("key")))
                    .forEach(cited -> ((ObjectNode) cited).put("version", version));
        });
        return request;
    }

    private long mirror(JsonNode record) {
        String register = record.path("register").asText();
        String key = record.path("key").asText();
        long version = records.newestApproved(register, key)
                        .map(MirroredRecord::version)
                        .orElse(0L)
                + 1;
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("register", register)
                .put("key", key)
                .put("version", version)
                .put("status", MirroredRecord.APPROVED);
        document.set("publishedAt", record.path("publishedAt"));
        document.set("content", record.path("content"));
        records.mirror(MirroredRecord.of(document), record.path("mirroredBy").asText());
        return version;
    }
}
