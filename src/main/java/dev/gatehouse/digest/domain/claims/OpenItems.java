package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Consulted.Assumed;
import dev.gatehouse.digest.domain.claims.Consulted.Owned;
import dev.gatehouse.digest.domain.claims.Context.ExceptionInForce;
import dev.gatehouse.digest.domain.claims.OpenItem.Kind;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is open in a digest, each once. Nothing is guessed: where two places differ both are shown. */
public final class OpenItems {

    private final Compared compared;
    private final Context context;
    private final List<Difference> differences;

    private OpenItems(Compared compared, List<Difference> differences, Context context) {
        this.compared = compared;
        this.differences = differences;
        this.context = context;
    }

    /** @param differences of the two revisions; none where there is no comparison */
    public static List<OpenItem> of(Compared compared, List<Difference> differences, Context context) {
        Map<String, OpenItem> bySubject = new LinkedHashMap<>();
        new OpenItems(compared, differences, context)
                .all()
                .forEach(item -> bySubject.putIfAbsent(item.kind() + " " + item.subject(), item));
        return List.copyOf(bySubject.values());
    }

    private Stream<OpenItem> all() {
        return Stream.of(
                        context.owned().stream().flatMap(one -> mismatch(one).stream()),
                        context.assumed().stream().flatMap(one -> contradiction(one).stream()),
                        context.all().flatMap(one -> missing(one).stream()),
                        context.all().flatMap(one -> stale(one).stream()),
                        uncoveredExceptions(),
                        exceptionsOfOtherSteps())
                .flatMap(some -> some);
    }

    // ---- ownership

    private Optional<OpenItem> mismatch(Owned owned) {
        if (owned.state() != RecordState.CHANGED) {
            return unsupported(owned, Owned.OWNER);
        }
        ApprovedRecord record = owned.found().orElseThrow();
        Unit row = owned.relying().get(0);
        Map<String, String> values = new TreeMap<>();
        values.put("runbook", String.join(", ", owned.owners()));
        values.put("registry", shown(record, Owned.OWNER));
        return Optional.of(new OpenItem(
                Kind.OWNER_MISMATCH,
                owned.name().toString(),
                row.anchor(),
                owned.name(),
                values,
                lines(owned).and(record.source())));
    }

    // ---- assumptions

    private Optional<OpenItem> contradiction(Assumed assumed) {
        if (assumed.state() != RecordState.CHANGED) {
            return unsupported(assumed, assumed.assumption().field());
        }
        ApprovedRecord record = assumed.found().orElseThrow();
        Map<String, String> values = new TreeMap<>();
        values.put("expected", assumed.assumption().expect().text());
        values.put("found", shown(record, assumed.assumption().field()));
        return Optional.of(new OpenItem(
                Kind.ASSUMPTION_CHANGED,
                assumed.unit().anchor(),
                assumed.unit().anchor(),
                assumed.name(),
                values,
                lines(assumed).and(record.source())));
    }

    private Optional<OpenItem> unsupported(Consulted consulted, String field) {
        if (consulted.state() != RecordState.UNSUPPORTED) {
            return Optional.empty();
        }
        return Optional.of(new OpenItem(
                Kind.ASSUMPTION_UNSUPPORTED,
                consulted.name() + "/" + field,
                consulted.relying().get(0).anchor(),
                consulted.name(),
                Map.of("field", field),
                lines(consulted).and(consulted.found().map(ApprovedRecord::source))));
    }

    private static String shown(ApprovedRecord record, String field) {
        return record.shows(field) ? record.field(field).orElseThrow() : OpenItem.DIFFERS;
    }

    // ---- records

    private Optional<OpenItem> missing(Consulted consulted) {
        return consulted.found().isPresent()
                ? Optional.empty()
                : Optional.of(new OpenItem(
                        Kind.RECORD_MISSING,
                        consulted.name().toString(),
                        consulted.relying().get(0).anchor(),
                        consulted.name(),
                        Map.of(),
                        lines(consulted)));
    }

    private Optional<OpenItem> stale(Consulted consulted) {
        return consulted
                .found()
                .filter(ApprovedRecord::stale)
                .map(record -> new OpenItem(
                        Kind.RECORD_STALE,
                        consulted.name().toString(),
                        consulted.relying().get(0).anchor(),
                        consulted.name(),
                        Map.of("publishedAt", record.publishedAt().toString()),
                        lines(consulted).and(record.source())));
    }

    private Sources lines(Consulted consulted) {
        Sources sources = Sources.of(source(consulted.relying().get(0)));
        for (Unit unit : consulted.relying()) {
            sources = sources.and(source(unit));
        }
        return sources;
    }

    /** Of a unit of this revision, or of the baseline where only that has it. */
    private Source source(Unit unit) {
        Compared.Published baseline = compared.baseline();
        if (baseline != null
                && compared.revision().runbook().unit(unit.anchor()).isEmpty()) {
            return baseline.source(unit);
        }
        return compared.revision().source(unit);
    }

    // ---- exceptions

    private Stream<OpenItem> uncoveredExceptions() {
        Runbook runbook = compared.revision().runbook();
        return runbook.units().stream()
                .filter(unit -> unit.is(UnitKind.LIST_ITEM) && unit.section().equals(Context.EXCEPTIONS))
                .filter(unit -> context.exceptionFor(unit.anchor()).isEmpty())
                .map(unit -> new OpenItem(
                        Kind.AMBIGUOUS_EXCEPTION,
                        unit.anchor(),
                        unit.anchor(),
                        null,
                        Map.of(),
                        Sources.of(compared.revision().source(unit))));
    }

    private Stream<OpenItem> exceptionsOfOtherSteps() {
        Set<Difference.Kind> touched = Set.of(Difference.Kind.CHANGED, Difference.Kind.REMOVED);
        return context.exceptions().stream()
                .flatMap(exception -> differences.stream()
                        .filter(difference -> touched.contains(difference.kind()) && isOf(difference, exception))
                        .findFirst()
                        .map(difference -> stepIsAnother(exception, difference))
                        .stream());
    }

    private static boolean isOf(Difference difference, ExceptionInForce exception) {
        return difference.anchor().equals(exception.step());
    }

    private OpenItem stepIsAnother(ExceptionInForce exception, Difference difference) {
        return new OpenItem(
                Kind.AMBIGUOUS_EXCEPTION,
                exception.record().name().toString(),
                exception.step(),
                exception.record().name(),
                Map.of("step", difference.kind() == Difference.Kind.REMOVED ? "removed" : "changed"),
                Sources.of(source(exception.unit())).and(exception.record().source()));
    }
}
