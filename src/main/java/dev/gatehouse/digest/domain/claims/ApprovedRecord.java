package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Source.RecordSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The version of a record that is in force at the digest's clock.
 *
 * @param stale older than its register allows
 * @param fields its fields as text, a list as its JSON; those inside an object by a dotted name such as {@code validity.from}
 * @param shown the fields whose value a digest may show; of every other it says only whether it matches
 */
public record ApprovedRecord(
        RecordName name,
        long version,
        String sha256,
        Instant publishedAt,
        boolean stale,
        Map<String, String> fields,
        Set<String> shown) {

    public ApprovedRecord {
        fields = Map.copyOf(fields);
        shown = Set.copyOf(shown);
    }

    public Optional<String> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    public boolean shows(String field) {
        return shown.contains(field);
    }

    public RecordSource source() {
        return new RecordSource(name, version, sha256);
    }
}
