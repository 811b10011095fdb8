package dev.gatehouse.digest.markdown;

import java.util.ArrayList;
import java.util.List;

/** Cuts the line of a table row into its cells, as GFM does: a pipe ends a cell unless a backslash stands before it. */
final class RowSource {

    private RowSource() {}

    /** How many cells there are, without making them. */
    static int count(String line) {
        String row = line.strip();
        int first = row.startsWith("|") ? 1 : 0;
        int count = 0;
        for (int pipe = row.indexOf('|', first); pipe >= 0; pipe = row.indexOf('|', pipe + 1)) {
            count += pipe > 0 && row.charAt(pipe - 1) == '\\' ? 0 : 1;
        }
        boolean closed = row.endsWith("|") && !row.endsWith("\\|");
        return closed || row.length() == first ? count : count + 1;
    }

    static List<String> cells(String line) {
        String row = line.strip();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = row.startsWith("|") ? 1 : 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '\\' && i + 1 < row.length() && row.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (!cell.isEmpty()) {
            cells.add(cell.toString());
        }
        return cells;
    }
}
