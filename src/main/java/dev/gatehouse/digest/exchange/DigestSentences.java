package dev.gatehouse.digest.exchange;

import static dev.gatehouse.digest.exchange.Quotations.quoted;

import dev.gatehouse.digest.domain.claims.AppliesClaim;
import dev.gatehouse.digest.domain.claims.ApprovedRecord;
import dev.gatehouse.digest.domain.claims.ChangedClaim;
import dev.gatehouse.digest.domain.claims.Compared;
import dev.gatehouse.digest.domain.claims.Consulted.Assumed;
import dev.gatehouse.digest.domain.claims.Context;
import dev.gatehouse.digest.domain.claims.OpenItem;
import dev.gatehouse.digest.domain.claims.RecordName;
import dev.gatehouse.digest.domain.claims.Source;
import dev.gatehouse.digest.domain.claims.Source.RecordSource;
import dev.gatehouse.digest.domain.claims.Sources;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.comparison.NumberChange;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a digest says, in sentences: they inform, and neither advise nor rank. Passages of the runbook and values of records
 * are marked as quotations.
 */
public final class DigestSentences {

    private final Compared compared;
    private final Context context;

    public DigestSentences(Compared compared, Context context) {
        this.compared = compared;
        this.context = context;
    }

    // ---- the whole

    /** @param changed how many changes, {@code applies} how many passages apply, {@code open} how many items are open */
    public static String summary(@Nullable String baseline, int changed, int applies, int open) {
        String openItems = counted(open, "open item");
        if (baseline == null) {
            return "No comparison was made; %s.".formatted(openItems);
        }
        String passages = "%s still %s".formatted(counted(applies, "passage"), applies == 1 ? "applies" : "apply");
        return changed == 0
                ? "No material change against %s; %s; %s.".formatted(quoted(baseline), passages, openItems)
                : "%s against %s; %s; %s.".formatted(counted(changed, "change"), quoted(baseline), passages, openItems);
    }

    private static String counted(int count, String what) {
        return "%s %s%s".formatted(count == 0 ? "no" : "" + count, what, count == 1 ? "" : "s");
    }

    // ---- changed

    public String of(ChangedClaim claim) {
        Difference difference = claim.difference();
        Unit before = difference.before();
        Unit after = difference.after();
        return switch (difference.kind()) {
            case ADDED ->
                "Added %s: %s"
                        .formatted(place("under", revision(), present(after)), quoted(present(difference.textAfter())));
            case REMOVED ->
                "Removed %s: %s"
                        .formatted(
                                place("from", baseline(), present(before)), quoted(present(difference.textBefore())));
            case CHANGED ->
                "Changed %s: %s is now %s%s"
                        .formatted(
                                place("in", revision(), present(after)),
                                quoted(present(difference.textBefore())),
                                quoted(present(difference.textAfter())),
                                difference.movedFrom() == null ? "" : ", and moved " + moved(before, after));
            case MOVED -> "Moved %s: %s".formatted(moved(before, after), quoted(present(difference.textAfter())));
            case UNCHANGED -> throw new IllegalArgumentException("nothing has changed at " + claim.anchor());
        };
    }

    private String moved(@Nullable Unit before, @Nullable Unit after) {
        String from = heading(baseline(), present(before));
        String to = heading(revision(), present(after));
        return from.equals(to)
                ? "within %s".formatted(quoted(to))
                : "from %s to %s".formatted(quoted(from), quoted(to));
    }

    private static String place(String preposition, Runbook runbook, Unit unit) {
        return switch (unit.kind()) {
            case FRONT_MATTER -> "%s the front matter".formatted(preposition);
            case HEADING -> "the heading";
            default -> "%s %s".formatted(preposition, quoted(heading(runbook, unit)));
        };
    }

    /** The text of the heading that a unit stands under; its title before the first. */
    private static String heading(Runbook runbook, Unit unit) {
        return runbook.unit(unit.section())
                .map(Unit::text)
                .orElseGet(() -> Objects.requireNonNullElse(runbook.title(), "the beginning"));
    }

    private Runbook revision() {
        return compared.revision().runbook();
    }

    private Runbook baseline() {
        return Objects.requireNonNull(compared.baseline()).runbook();
    }

    private static <T> T present(@Nullable T one) {
        return Objects.requireNonNull(one);
    }

    // ---- applies

    public String of(AppliesClaim claim) {
        Optional<Assumed> assumed = context.assumed().stream()
                .filter(one -> one.unit().equals(claim.unit()))
                .findFirst();
        if (assumed.isPresent()) {
            return holds(assumed.get());
        }
        return quoted(claim.unit().text()) + number(claim.number());
    }

    private static String number(@Nullable NumberChange number) {
        return number == null ? "" : " (%s, before %s)".formatted(numbered(number.after()), numbered(number.before()));
    }

    private static String numbered(@Nullable Integer number) {
        return number == null ? "not numbered" : "number " + number;
    }

    private static String holds(Assumed assumed) {
        ApprovedRecord record = assumed.found().orElseThrow();
        return "Assumed of %s: %s is %s; version %d of the record says the same."
                .formatted(
                        quoted(assumed.name().toString()),
                        quoted(assumed.assumption().field()),
                        quoted(assumed.assumption().expect().text()),
                        record.version());
    }

    // ---- open

    public String of(OpenItem item) {
        Map<String, String> values = item.values();
        return switch (item.kind()) {
            case OWNER_MISMATCH ->
                "Owner of %s: the runbook says %s, the registry (version %d) %s."
                        .formatted(
                                quoted(name(item).key()),
                                quoted(values.getOrDefault("runbook", "")),
                                version(item),
                                says(values.getOrDefault("registry", "")));
            case ASSUMPTION_CHANGED ->
                "Assumed of %s: expected %s, the record (version %d) %s."
                        .formatted(
                                quoted(name(item).toString()),
                                quoted(values.getOrDefault("expected", "")),
                                version(item),
                                says(values.getOrDefault("found", "")));
            case ASSUMPTION_UNSUPPORTED ->
                "The record %s (version %d) says nothing of %s."
                        .formatted(
                                quoted(name(item).toString()), version(item), quoted(values.getOrDefault("field", "")));
            case RECORD_STALE ->
                "The record %s (version %d) is older than its register allows: it was published on %s."
                        .formatted(
                                quoted(name(item).toString()),
                                version(item),
                                values.getOrDefault("publishedAt", "").substring(0, "2026-01-01".length()));
            case RECORD_MISSING ->
                values.containsKey(OpenItem.ENTITLEMENT)
                        ? "The record %s (version %d) is no active premium entitlement; an approved exception relies on one at %s."
                                .formatted(quoted(name(item).toString()), version(item), quoted("" + item.anchor()))
                        : "No approved record %s is in force; the runbook relies on it at %s."
                                .formatted(quoted(name(item).toString()), quoted("" + item.anchor()));
            case AMBIGUOUS_EXCEPTION ->
                item.name() == null
                        ? "The carve-out %s has no approved exception that matches it."
                                .formatted(quoted("" + item.anchor()))
                        : "The approved exception %s (version %d) is for the step %s%s."
                                .formatted(
                                        quoted(name(item).toString()),
                                        version(item),
                                        quoted("" + item.anchor()),
                                        doubt(values));
            case CARRIED_OVER -> "Asked in an earlier digest: %s".formatted(quoted("" + item.question()));
        };
    }

    private static String doubt(Map<String, String> values) {
        if (values.containsKey(OpenItem.VALIDITY)) {
            return "; what it says of its validity cannot be read";
        }
        String step = values.getOrDefault(OpenItem.STEP, "");
        return step.equals(OpenItem.RENAMED) ? ", which has another anchor by now" : ", which was " + step;
    }

    /** A value that may not be shown is said to differ. */
    private static String says(String value) {
        return value.equals(OpenItem.DIFFERS) ? "says something else" : "says " + quoted(value);
    }

    private static RecordName name(OpenItem item) {
        return Objects.requireNonNull(item.name());
    }

    private static long version(OpenItem item) {
        return records(item.sources()).map(RecordSource::version).orElseThrow();
    }

    private static Optional<RecordSource> records(Sources sources) {
        for (Source source : sources.all()) {
            if (source instanceof RecordSource record) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }
}
