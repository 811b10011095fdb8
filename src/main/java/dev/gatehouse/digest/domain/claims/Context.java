package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Consulted.Assumed;
import dev.gatehouse.digest.domain.claims.Consulted.Doubt;
import dev.gatehouse.digest.domain.claims.Consulted.Entitled;
import dev.gatehouse.digest.domain.claims.Consulted.Excepted;
import dev.gatehouse.digest.domain.claims.Consulted.Needed;
import dev.gatehouse.digest.domain.claims.Consulted.Owned;
import dev.gatehouse.digest.domain.runbook.Assumption;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that the records in force say of what one revision relies on. Source: spec 4, "Records".
 *
 * @param assumed what the front matter assumes, in its order
 * @param owned every service, by name
 * @param exceptions the approved exceptions that name a step of this runbook and are not known to be over at the clock, by key
 * @param entitlements of the accounts of these exceptions, by key
 * @param links what the text links by {@code record:}, in its order
 */
public record Context(
        List<Assumed> assumed,
        List<Owned> owned,
        List<Excepted> exceptions,
        List<Entitled> entitlements,
        List<Needed> links) {

    /** The section whose list items each need an approved exception. */
    public static final String EXCEPTIONS = "exceptions";

    private static final String SERVICE = "service";
    private static final String ENTITLEMENTS = "entitlements";

    public Context {
        assumed = List.copyOf(assumed);
        owned = List.copyOf(owned);
        exceptions = List.copyOf(exceptions);
        entitlements = List.copyOf(entitlements);
        links = List.copyOf(links);
    }

    /** @param clock by which exceptions hold */
    public static Context of(Compared compared, ApprovedRecords records, Instant clock) {
        Runbook runbook = compared.revision().runbook();
        List<Excepted> exceptions = exceptions(compared, records, clock);
        return new Context(
                assumed(runbook, records),
                owned(runbook, records),
                exceptions,
                entitlements(exceptions, records),
                links(runbook, records));
    }

    /** Everything, in the order in which a digest lists it. */
    public Stream<Consulted> all() {
        return Stream.of(assumed.stream(), owned.stream(), exceptions.stream(), entitlements.stream(), links.stream())
                .flatMap(some -> some);
    }

    /** Whether an approved exception holds for the step. */
    public boolean isExcepted(String anchor) {
        return exceptions.stream()
                .anyMatch(one -> one.doubt() == null && one.step().equals(anchor));
    }

    private static List<Assumed> assumed(Runbook runbook, ApprovedRecords records) {
        List<Assumed> all = new ArrayList<>();
        for (Assumption one : runbook.assumptions()) {
            Unit unit = runbook.unit(one.anchor()).orElseThrow();
            all.add(new Assumed(
                    one,
                    unit,
                    records.current(new RecordName(one.register(), one.key())).orElse(null)));
        }
        return all;
    }

    private static List<Owned> owned(Runbook runbook, ApprovedRecords records) {
        Map<String, List<Unit>> rows = new TreeMap<>();
        Map<String, Set<String>> owners = new TreeMap<>();
        for (Unit row : runbook.rowsWith(SERVICE, Owned.OWNER)) {
            String service = row.cell(SERVICE).orElse("");
            rows.computeIfAbsent(service, first -> new ArrayList<>()).add(row);
            owners.computeIfAbsent(service, first -> new LinkedHashSet<>())
                    .add(row.cell(Owned.OWNER).orElse(""));
        }
        Set<String> named = Set.copyOf(rows.keySet());
        for (Unit row : runbook.rowsWith(SERVICE, "first")) {
            String service = row.cell(SERVICE).orElse("");
            // a paging row says whom to page; it relies on the registry only where no row names an owner
            if (!named.contains(service)) {
                rows.computeIfAbsent(service, first -> new ArrayList<>()).add(row);
            }
        }
        rows.remove("");
        List<Owned> all = new ArrayList<>();
        rows.forEach((service, relying) -> {
            RecordName name = new RecordName(Owned.REGISTER, service);
            all.add(new Owned(
                    name,
                    List.copyOf(owners.getOrDefault(service, Set.of())),
                    relying,
                    records.current(name).orElse(null)));
        });
        return all;
    }

    private static List<Excepted> exceptions(Compared compared, ApprovedRecords records, Instant clock) {
        Steps steps = new Steps(compared);
        List<Excepted> all = new ArrayList<>();
        for (ApprovedRecord record : records.current(EXCEPTIONS)) {
            String anchor = record.field("step").orElse("");
            Optional<ExceptionValidity> validity = ExceptionValidity.of(record);
            if (validity.isPresent() && !validity.get().holdsAt(clock)) {
                continue;
            }
            steps.named(anchor)
                    .map(step -> new Excepted(
                            record,
                            anchor,
                            step.unit(),
                            validity.isPresent() ? step.doubt() : Doubt.VALIDITY_UNREADABLE))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** Of an exception that perhaps does not hold nothing is needed yet. */
    private static List<Entitled> entitlements(List<Excepted> exceptions, ApprovedRecords records) {
        Map<RecordName, List<Unit>> needed = new TreeMap<>();
        exceptions.stream()
                .filter(one -> one.doubt() != Doubt.VALIDITY_UNREADABLE)
                .forEach(one -> one.record().field("account").ifPresent(account -> needed.computeIfAbsent(
                                new RecordName(ENTITLEMENTS, account), first -> new ArrayList<>())
                        .add(one.unit())));
        List<Entitled> all = new ArrayList<>();
        needed.forEach((name, relying) ->
                all.add(new Entitled(name, relying, records.current(name).orElse(null))));
        return all;
    }

    private static List<Needed> links(Runbook runbook, ApprovedRecords records) {
        Map<RecordName, List<Unit>> linked = new LinkedHashMap<>();
        for (Unit unit : runbook.units()) {
            for (String link : unit.recordLinks()) {
                named(link).ifPresent(name -> linked.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(unit));
            }
        }
        List<Needed> all = new ArrayList<>();
        linked.forEach((name, relying) ->
                all.add(new Needed(name, relying, records.current(name).orElse(null))));
        return all;
    }

    /** {@code record:known-issues/KI-7} names a record; what has no slash names none. */
    private static Optional<RecordName> named(String link) {
        String name = link.substring(link.indexOf(':') + 1);
        int slash = name.indexOf('/');
        return slash <= 0 || slash == name.length() - 1
                ? Optional.empty()
                : Optional.of(new RecordName(name.substring(0, slash), name.substring(slash + 1)));
    }
}
