package dev.gatehouse.digest.domain.runbook;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a runbook that a digest makes a statement about.
 *
 * @param anchor the only one of its name in the runbook
 * @param explicit whether the file itself names the anchor; otherwise it is derived from place and text
 * @param section anchor of the enclosing heading, empty before the first one and in front matter
 * @param parent anchor of the list item that the unit lies in, otherwise the section
 * @param level of a heading, 1 to 6; 0 otherwise
 * @param number of an item of a numbered list, as it is shown: the first item's numeral counts, later ones follow it
 * @param hash SHA-256 of kind and canonical form, in hexadecimal: equal hashes prove that nothing changed
 * @param cells of a table row, in the order of its columns; otherwise none
 * @param recordLinks destinations that begin with {@code record:}, in the order of the text
 */
public record Unit(
        UnitKind kind,
        String anchor,
        boolean explicit,
        String section,
        String parent,
        int level,
        @Nullable Integer number,
        Wording wording,
        String hash,
        List<Cell> cells,
        List<String> recordLinks,
        Lines lines) {

    public Unit {
        cells = List.copyOf(cells);
        recordLinks = List.copyOf(recordLinks);
    }

    /** What people read, in normal form. */
    public String text() {
        return wording.text();
    }

    /**
     * @param column name in lower case
     * @return what the first column of that name holds
     */
    public Optional<String> cell(String column) {
        return cells.stream()
                .filter(cell -> cell.column().equals(column))
                .map(Cell::text)
                .findFirst();
    }

    public boolean is(UnitKind asked) {
        return kind == asked;
    }
}
