package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the two runbooks, its units by number in the order of the file. */
final class Side {
    /** The place of what lies under no heading. */
    static final int TOP = -1;

    /** What is around a unit: its {@link Side#parent} or its {@link Side#section}. */
    interface Around {
        int of(Side side, int number);
    }

    private final List<Unit> units;
    private final int[] sections;
    private final int[] parents;
    private final int[] children;

    Side(Runbook runbook) {
        units = runbook.units();
        sections = new int[units.size()];
        parents = new int[units.size()];
        children = new int[units.size()];
        Map<String, Integer> numbers = new HashMap<>(units.size() * 2);
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            numbers.put(unit.anchor(), i);
            // what is around a unit stands before it
            sections[i] = unit.section().isEmpty() ? TOP : numbers.getOrDefault(unit.section(), TOP);
            parents[i] = unit.parent().isEmpty() ? TOP : numbers.getOrDefault(unit.parent(), TOP);
            if (parents[i] != TOP) {
                children[parents[i]]++;
            }
        }
    }

    int size() {
        return units.size();
    }

    Unit unit(int number) {
        return units.get(number);
    }

    /** Number of the enclosing heading, or {@link #TOP}. */
    int section(int number) {
        return sections[number];
    }

    /** Number of the enclosing list item or heading, or {@link #TOP}. */
    int parent(int number) {
        return parents[number];
    }

    /** How many units have this one as their parent. */
    int children(int number) {
        return children[number];
    }

    /** Whether its place among its siblings says anything: rows and front matter may stand in any order. */
    boolean ordered(int number) {
        UnitKind kind = unit(number).kind();
        return kind != UnitKind.TABLE_ROW && kind != UnitKind.FRONT_MATTER;
    }

    /** For each unit how many siblings of its kind stand before it, itself included. */
    int[] positions() {
        int[] positions = new int[size()];
        int[][] counted = new int[UnitKind.values().length][size() + 1];
        for (int i = 0; i < size(); i++) {
            positions[i] = ++counted[unit(i).kind().ordinal()][parent(i) + 1];
        }
        return positions;
    }
}
