package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.digest.domain.claims.ApprovedRecord;
import dev.gatehouse.digest.domain.claims.ApprovedRecords;
import dev.gatehouse.digest.domain.claims.RecordName;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.records.FreshnessLimits;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The mirrored records as a digest may use them: in force at its clock, aged by policy, masked by policy and schema. */
@Component
class DigestRecords {

    private final Records records;
    private final FreshnessLimits freshness;
    private final Policies policies;
    private final RegisterSchemas schemas = new RegisterSchemas();

    DigestRecords(Records records, FreshnessLimits freshness, Policies policies) {
        this.records = records;
        this.freshness = freshness;
        this.policies = policies;
    }

    /** @param clock by which records are in force, and stale */
    ApprovedRecords at(Instant clock) {
        return new ApprovedRecords() {
            @Override
            public Optional<ApprovedRecord> current(RecordName name) {
                return records.inForce(name.register(), name.key(), clock).map(record -> approved(record, clock));
            }

            @Override
            public List<ApprovedRecord> current(String register) {
                return records.inForce(register, clock).stream()
                        .map(record -> approved(record, clock))
                        .toList();
            }
        };
    }

    /** What a digest may show of a version of a record; empty where no version of that number was approved. */
    Optional<ApprovedRecord> version(RecordName name, long version, Instant clock) {
        return records.approved(name.register(), name.key(), version).map(record -> approved(record, clock));
    }

    private ApprovedRecord approved(MirroredRecord record, Instant clock) {
        Map<String, String> fields = new TreeMap<>();
        fields("", record.content(), fields);
        return new ApprovedRecord(
                new RecordName(record.register(), record.key()),
                record.version(),
                record.sha256(),
                record.publishedAt(),
                freshness.of(record, clock).stale(),
                fields,
                shown(record.register(), fields.keySet()));
    }

    private static void fields(String prefix, JsonNode content, Map<String, String> fields) {
        content.properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                fields(name + ".", value, fields);
            } else if (!value.isNull()) {
                fields.put(name, value.isArray() ? value.toString() : value.asText());
            }
        });
    }

    /** Both must let it through: the register's schema, and the table. */
    private Set<String> shown(String register, Set<String> names) {
        Set<String> forTheLane = schemas.forTheLane(register);
        return names.stream()
                .filter(name -> forTheLane.contains(outermost(name))
                        && policies.digestField(register, outermost(name)).yes())
                .collect(Collectors.toSet());
    }

    private static String outermost(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
