package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Consulted.Assumed;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has changed and what still applies; never the same anchor in both. Source: spec 4, "Units".
 *
 * @param changed in the order of the comparison
 * @param applies in the order of the revision
 */
public record Claims(List<ChangedClaim> changed, List<AppliesClaim> applies) {

    /** What a digest lists as applying, of what is unchanged. */
    private static final Set<UnitKind> PASSAGES = Set.of(UnitKind.LIST_ITEM, UnitKind.TABLE_ROW);

    /** What is there and says nothing for the passage that relies on it. */
    private static final Set<RecordState> NO_SUPPORT = Set.of(RecordState.NOT_PREMIUM, RecordState.UNREADABLE);

    public Claims {
        changed = List.copyOf(changed);
        applies = List.copyOf(applies);
    }

    /**
     * @param differences of the two revisions; none where there is no comparison: then nothing is known to apply
     * @param open what was found open
     */
    public static Claims of(Compared compared, List<Difference> differences, Context context, List<OpenItem> open) {
        return new Making(compared, context, open).claims(differences);
    }

    private record Making(Compared compared, Context context, List<OpenItem> open) {

        Claims claims(List<Difference> differences) {
            List<ChangedClaim> changed = differences.stream()
                    .filter(one -> one.kind() != Difference.Kind.UNCHANGED)
                    .map(one -> new ChangedClaim(one, sources(one)))
                    .toList();
            Set<String> anchors = changed.stream().map(ChangedClaim::anchor).collect(Collectors.toSet());
            List<AppliesClaim> applies = differences.stream()
                    .filter(one -> one.kind() == Difference.Kind.UNCHANGED)
                    .flatMap(one -> applies(one).stream())
                    .filter(claim -> !anchors.contains(claim.anchor()))
                    .toList();
            return new Claims(changed, applies);
        }

        private Sources sources(Difference difference) {
            Optional<Source> after = Optional.ofNullable(difference.after()).map(compared.revision()::source);
            Optional<Source> before = Optional.ofNullable(difference.before())
                    .flatMap(unit -> Optional.ofNullable(compared.baseline()).map(baseline -> baseline.source(unit)));
            return after.isPresent() ? Sources.of(after.get()).and(before) : Sources.of(before.orElseThrow());
        }

        private Optional<AppliesClaim> applies(Difference difference) {
            Unit unit = difference.after();
            if (unit == null || !isListed(unit)) {
                return Optional.empty();
            }
            List<Consulted> relied = context.all()
                    .filter(one -> !NO_SUPPORT.contains(one.state()))
                    .filter(one -> one.relying().stream().anyMatch(unit::equals))
                    .toList();
            if (relied.stream().anyMatch(one -> contradicts(one, unit))) {
                return Optional.empty();
            }
            Sources sources = sources(difference);
            for (Consulted one : relied) {
                sources = sources.and(one.found().map(ApprovedRecord::source));
            }
            return Optional.of(new AppliesClaim(
                    unit,
                    relied.stream()
                            .anyMatch(one ->
                                    one.found().filter(ApprovedRecord::stale).isPresent()),
                    open.stream().anyMatch(item -> unit.anchor().equals(item.anchor())),
                    difference.number(),
                    sources));
        }

        private boolean isListed(Unit unit) {
            return PASSAGES.contains(unit.kind())
                    || context.assumed().stream().anyMatch(one -> one.unit().equals(unit));
        }

        /** An assumption has to be supported; any other passage only not to be contradicted. */
        private static boolean contradicts(Consulted consulted, Unit unit) {
            return switch (consulted.state()) {
                case HOLDS, STALE, NOT_PREMIUM, UNREADABLE -> false;
                case CHANGED ->
                    consulted instanceof Assumed
                            || unit.cell(Consulted.Owned.OWNER).isPresent();
                case MISSING, UNSUPPORTED -> consulted instanceof Assumed;
            };
        }
    }
}
