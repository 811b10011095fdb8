package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Cell;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row's first cell is its name within its section. Rows of a table with the same columns come first, then those of one whose
 * columns changed. Where several rows have one name, it does not tell which of them is which: they are left for their other
 * cells to tell, and only what those can't tell is taken in order.
 */
final class ByFirstCell {
    private record Key(int section, List<String> columns, String firstCell) {}

    private ByFirstCell() {}

    static void onlyOnes(Matching matching) {
        matching.pairOnlyOnes(before -> before(matching, before, true), after -> after(matching, after, true));
        matching.pairOnlyOnes(before -> before(matching, before, false), after -> after(matching, after, false));
    }

    static void inOrder(Matching matching) {
        matching.pairInOrder(before -> before(matching, before, true), after -> after(matching, after, true));
        matching.pairInOrder(before -> before(matching, before, false), after -> after(matching, after, false));
    }

    private static @Nullable Key before(Matching matching, int row, boolean withColumns) {
        return key(matching.baseline.unit(row), matching.inRevision(matching.baseline.section(row)), withColumns);
    }

    private static @Nullable Key after(Matching matching, int row, boolean withColumns) {
        return key(matching.revision.unit(row), matching.revision.section(row), withColumns);
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
