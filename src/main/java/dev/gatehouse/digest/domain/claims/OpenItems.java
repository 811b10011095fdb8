package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Consulted.Assumed;
import dev.gatehouse.digest.domain.claims.Consulted.Excepted;
import dev.gatehouse.digest.domain.claims.Consulted.Owned;
import dev.gatehouse.digest.domain.claims.OpenItem.Kind;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        context.exceptions().stream().flatMap(one -> doubtful(one).stream()))
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
        boolean another = consulted.state() == RecordState.NOT_PREMIUM;
        if (consulted.found().isPresent() && !another) {
            return Optional.empty();
        }
        return Optional.of(new OpenItem(
                Kind.RECORD_MISSING,
                consulted.name().toString(),
                consulted.relying().get(0).anchor(),
                consulted.name(),
                another ? Map.of(OpenItem.ENTITLEMENT, OpenItem.NOT_PREMIUM) : Map.of(),
                lines(consulted).and(consulted.found().map(ApprovedRecord::source))));
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
        boolean here = compared.revision()
                .runbook()
                .unit(unit.anchor())
                .filter(unit::equals)
                .isPresent();
        return here || baseline == null ? compared.revision().source(unit) : baseline.source(unit);
    }

    // ---- exceptions

    private Stream<OpenItem> uncoveredExceptions() {
        Runbook runbook = compared.revision().runbook();
        return runbook.within(Context.EXCEPTIONS).stream()
                .filter(unit -> unit.is(UnitKind.LIST_ITEM) && !context.isExcepted(unit.anchor()))
                .map(unit -> new OpenItem(
                        Kind.AMBIGUOUS_EXCEPTION,
                        unit.anchor(),
                        unit.anchor(),
                        null,
                        Map.of(),
                        Sources.of(compared.revision().source(unit))));
    }

    private Optional<OpenItem> doubtful(Excepted exception) {
        if (exception.doubt() == null) {
            return differences.stream()
                    .filter(difference -> difference.is(Difference.Kind.CHANGED)
                            && difference.anchor().equals(exception.step()))
                    .findFirst()
                    .map(difference -> doubtful(exception, OpenItem.STEP, "changed"));
        }
        return Optional.of(
                switch (exception.doubt()) {
                    case STEP_REMOVED -> doubtful(exception, OpenItem.STEP, "removed");
                    case STEP_RENAMED -> doubtful(exception, OpenItem.STEP, OpenItem.RENAMED);
                    case VALIDITY_UNREADABLE -> doubtful(exception, OpenItem.VALIDITY, "unreadable");
                });
    }

    private OpenItem doubtful(Excepted exception, String what, String why) {
        return new OpenItem(
                Kind.AMBIGUOUS_EXCEPTION,
                exception.name().toString(),
                exception.step(),
                exception.name(),
                Map.of(what, why),
                lines(exception).and(exception.record().source()));
    }
}
