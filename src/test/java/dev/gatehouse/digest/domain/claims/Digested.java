package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.markdown.RunbookReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two revisions of a runbook and the records in force, built line by line, with everything that is claimed of them. */
public final class Digested {

    public static final Instant NOW = Instant.parse("2026-04-15T09:00:00Z");

    private final List<ApprovedRecord> records = new ArrayList<>();
    private @Nullable String baseline;
    private String revision = "";

    public static Digested of(String revision) {
        Digested digested = new Digested();
        digested.revision = revision;
        digested.baseline = revision;
        return digested;
    }

    public Digested against(@Nullable String text) {
        baseline = text;
        return this;
    }

    /** A record whose every field may be shown. */
    public Digested record(String register, String key, String... fields) {
        return record(register, key, false, fields);
    }

    public Digested stale(String register, String key, String... fields) {
        return record(register, key, true, fields);
    }

    private Digested record(String register, String key, boolean stale, String... fields) {
        Map<String, String> all = fields(fields);
        records.add(record(register, key, stale, all, all.keySet()));
        return this;
    }

    /** A record of which nothing may be shown. */
    public Digested kept(String register, String key, String... fields) {
        records.add(record(register, key, false, fields(fields), Set.of()));
        return this;
    }

    private static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static ApprovedRecord record(
            String register, String key, boolean stale, Map<String, String> fields, Set<String> shown) {
        return new ApprovedRecord(
                new RecordName(register, key),
                7,
                "0".repeat(64),
                Instant.parse("2026-04-01T09:00:00Z"),
                stale,
                fields,
                shown);
    }

    public Compared compared() {
        return new Compared(
                "runbooks/r.md",
                published("published/2026-04-15", revision),
                baseline == null ? null : published("published/2026-02-01", baseline));
    }

    private static Compared.Published published(String tag, String text) {
        return new Compared.Published("premium-runbooks", tag, "runbooks/r.md", read(text));
    }

    private static Runbook read(String text) {
        return new RunbookReader()
                .readAnyway(text.getBytes(StandardCharsets.UTF_8))
                .runbook();
    }

    public List<Difference> differences() {
        return compared().comparison().map(RunbookComparison::differences).orElse(List.of());
    }

    public Context context() {
        ApprovedRecords approved = new ApprovedRecords() {
            @Override
            public Optional<ApprovedRecord> current(RecordName name) {
                return records.stream().filter(one -> one.name().equals(name)).findFirst();
            }

            @Override
            public List<ApprovedRecord> current(String register) {
                return records.stream()
                        .filter(one -> one.name().register().equals(register))
                        .toList();
            }
        };
        return Context.of(compared(), approved, NOW);
    }

    public List<OpenItem> open() {
        return OpenItems.of(compared(), differences(), context());
    }

    /** What is open, as {@code KIND subject}. */
    public List<String> openNamed() {
        return open().stream().map(item -> item.kind() + " " + item.subject()).toList();
    }

    public Claims claims() {
        return Claims.of(compared(), differences(), context(), open());
    }

    public Set<String> applies() {
        return claims().applies().stream().map(AppliesClaim::anchor).collect(Collectors.toSet());
    }
}
