package dev.gatehouse.digest.domain.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One revision of a runbook. */
public final class Runbook {
    private final @Nullable String id;
    private final @Nullable String title;
    private final List<Unit> units;
    private final List<Assumption> assumptions;
    private final List<DuplicateAnchor> duplicateAnchors;
    private final int lines;
    private final Map<String, Unit> byAnchor = new HashMap<>();

    Runbook(
            @Nullable String id,
            @Nullable String title,
            List<Unit> units,
            List<Assumption> assumptions,
            List<DuplicateAnchor> duplicateAnchors,
            int lines) {
        this.id = id;
        this.title = title;
        this.units = List.copyOf(units);
        this.assumptions = List.copyOf(assumptions);
        this.duplicateAnchors = List.copyOf(duplicateAnchors);
        this.lines = lines;
        units.forEach(unit -> byAnchor.put(unit.anchor(), unit));
    }

    /** From the front matter; without one the file's path identifies the runbook. */
    public @Nullable String id() {
        return id;
    }

    /** From the front matter, otherwise the first heading. */
    public @Nullable String title() {
        return title;
    }

    /** In the order of the file. */
    public List<Unit> units() {
        return units;
    }

    /** In the order of the file. */
    public List<Assumption> assumptions() {
        return assumptions;
    }

    /** Explicit anchors that more than one unit has: which of them is meant can't be known. */
    public List<DuplicateAnchor> duplicateAnchors() {
        return duplicateAnchors;
    }

    /** How many the file has. */
    public int lines() {
        return lines;
    }

    public Optional<Unit> unit(String anchor) {
        return Optional.ofNullable(byAnchor.get(anchor));
    }

    /** In the order of the file. */
    public List<Unit> sections() {
        return units.stream().filter(unit -> unit.is(UnitKind.HEADING)).toList();
    }

    /** All that lies under a heading or in a list item, at any depth and in the order of the file, without itself. */
    public List<Unit> within(String anchor) {
        Set<String> around = new HashSet<>(Set.of(anchor));
        List<Unit> within = new ArrayList<>();
        for (Unit unit : units) {
            if (!unit.is(UnitKind.FRONT_MATTER) && around.contains(unit.parent())) {
                around.add(unit.anchor());
                within.add(unit);
            }
        }
        return within;
    }

    /** Rows of tables that have all of these columns, in the order of the file. */
    public List<Unit> rowsWith(String... columns) {
        return units.stream()
                .filter(unit -> unit.is(UnitKind.TABLE_ROW))
                .filter(row -> List.of(columns).stream()
                        .allMatch(column -> row.cell(column).isPresent()))
                .toList();
    }
}
