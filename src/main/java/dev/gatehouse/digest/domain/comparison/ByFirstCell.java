package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Cell;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row's first cell is its name within its section. Rows of a table with the same columns come first, then those of one whose
 * columns changed.
 */
final class ByFirstCell {
    private record Key(int section, List<String> columns, String firstCell) {}

    private ByFirstCell() {}

    static void match(Matching matching) {
        for (boolean withColumns : new boolean[] {true, false}) {
            matching.pairInOrder(
                    before -> key(
                            matching.baseline.unit(before),
                            matching.inRevision(matching.baseline.section(before)),
                            withColumns),
                    after -> key(matching.revision.unit(after), matching.revision.section(after), withColumns));
        }
    }

    private static @Nullable Key key(Unit row, int section, boolean withColumns) {
        if (!row.is(UnitKind.TABLE_ROW) || row.explicit() || row.cells().isEmpty() || section == Matching.NONE) {
            return null;
        }
        List<String> columns =
                withColumns ? row.cells().stream().map(Cell::column).toList() : List.of();
        return new Key(section, columns, row.cells().get(0).text());
    }
}
