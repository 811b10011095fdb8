package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Cell;
import dev.gatehouse.digest.domain.runbook.Outline;
import dev.gatehouse.digest.domain.runbook.Passage;
import dev.gatehouse.digest.domain.runbook.Wording;
import dev.gatehouse.digest.markdown.Warning.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Reads tables row by row, each cell under its column. */
final class TableReader {
    private final Source source;
    private final Outline outline;
    private final Warnings warnings;
    private final LinkLimits limits;

    TableReader(Source source, Outline outline, Warnings warnings, LinkLimits limits) {
        this.source = source;
        this.outline = outline;
        this.warnings = warnings;
        this.limits = limits;
    }

    /** @param within the list item around the table */
    void read(TableBlock table, int within) {
        Node head = table.getFirstChild();
        List<Wording> columns = new ArrayList<>();
        for (Node cell = head.getFirstChild().getFirstChild(); cell != null; cell = cell.getNext()) {
            columns.add(new PassageReader(limits).read(cell).wording());
        }
        Node body = head.getNext();
        if (body == null) {
            String names = columns.stream().map(Wording::text).collect(Collectors.joining(" | "));
            outline.paragraph(Passage.of(Wording.of(names), source.lines(table)), within);
            return;
        }
        for (Node row = body.getFirstChild(); row != null; row = row.getNext()) {
            new Row(columns, (TableRow) row).addTo(within);
        }
    }

    private final class Row {
        private final TableRow row;
        private final List<Wording> columns;
        private final List<Wording> wordings = new ArrayList<>();
        private final List<Cell> cells = new ArrayList<>();
        private final List<String> recordLinks = new ArrayList<>();
        private @Nullable String anchor;

        Row(List<Wording> columns, TableRow row) {
            this.columns = new ArrayList<>(columns);
            this.row = row;
        }

        void addTo(int within) {
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                add(
                        new PassageReader(limits, anchor).read(cell),
                        columns.get(cells.size()).text());
            }
            compareWithColumns(source.text(row));
            outline.row(
                    cells, new Passage(anchor, Wording.row(columns, wordings), recordLinks, source.lines(row)), within);
        }

        private void add(PassageReader cell, String column) {
            Wording wording = cell.wording();
            wordings.add(wording);
            cells.add(new Cell(column.toLowerCase(Locale.ROOT), wording.text()));
            recordLinks.addAll(cell.recordLinks());
            anchor = cell.anchor();
        }

        /** The parser fills up what is missing and drops what is too much. */
        private void compareWithColumns(String written) {
            int count = RowSource.count(written);
            int named = columns.size();
            int line = source.lines(row).from();
            if (count < named) {
                String missing = columns.subList(count, named).stream()
                        .map(Wording::text)
                        .collect(Collectors.joining(", "));
                warnings.add(Kind.MISSING_COLUMN, missing, line);
            } else if (count > named) {
                RowSource.cells(written).stream().skip(named).forEach(extra -> extra(extra, line));
            }
        }

        /** An anchor behind the last column names the row; anything else is kept as it is. */
        private void extra(String written, int line) {
            Matcher mark = AnchorMark.ALONE.matcher(written.strip());
            if (anchor == null && mark.matches()) {
                anchor = mark.group(1);
            } else if (!written.isBlank()) {
                columns.add(Wording.of(""));
                add(new PassageReader(limits, anchor).literal(written), "");
                warnings.add(Kind.EXTRA_CELL, "", line);
            }
        }
    }
}
