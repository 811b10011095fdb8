package dev.gatehouse.digest.domain.runbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a reader finds, in the order of the file, and makes a runbook of it. Anchors are given at the end, because an
 * explicit one is kept free for its unit wherever that stands.
 *
 * <p>Derived anchors: a heading's slug; {@code <section>/<first cell>} of a row; {@code <section>/<n>} of the n-th item of a
 * section, {@code <item>/<n>} of an item within another one; {@code <section>/p<n>} of the n-th paragraph or code block of a
 * section; {@code front-matter/<field>}; {@code assumes/<register>/<key>/<field>}. Before the first heading there is no
 * {@code <section>/}.
 */
public final class Outline {
    /** Stands for no list item around a unit. */
    public static final int NOWHERE = -1;

    /**
     * @param derived the whole derived anchor where it does not depend on the place
     * @param within index of the list item around it
     */
    private record Found(
            UnitKind kind,
            Passage passage,
            @Nullable String derived,
            int level,
            @Nullable Integer number,
            List<Cell> cells,
            int within) {}

    /** An assumption whose unit has no anchor yet. */
    private record Expected(String register, String key, String field, Scalar expect, int at) {}

    /** A heading and what was counted under it. */
    private static final class Section {
        private final int level;
        private final String anchor;
        private int items;
        private int passages;

        Section(int level, String anchor) {
            this.level = level;
            this.anchor = anchor;
        }
    }

    private final List<Found> found = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();

    /** An entry of the front matter. */
    public void field(String name, Passage entry) {
        add(UnitKind.FRONT_MATTER, entry, "front-matter/" + name, NOWHERE);
    }

    /** An entry of {@code assumes} in the front matter. */
    public void assumption(String register, String key, String field, Scalar expect, Passage entry) {
        expected.add(new Expected(register, key, field, expect, found.size()));
        add(UnitKind.FRONT_MATTER, entry, String.join("/", "assumes", register, key, field), NOWHERE);
    }

    /** @param level 1 to 6 */
    public void heading(int level, Passage passage) {
        found.add(new Found(UnitKind.HEADING, passage, null, level, null, List.of(), NOWHERE));
    }

    /**
     * @param within what this method answered for the item around this one
     * @return what stands for this item where something lies within it
     */
    public int item(@Nullable Integer number, Passage passage, int within) {
        found.add(new Found(UnitKind.LIST_ITEM, passage, null, 0, number, List.of(), within));
        return found.size() - 1;
    }

    public void row(List<Cell> cells, Passage passage, int within) {
        found.add(new Found(UnitKind.TABLE_ROW, passage, null, 0, null, cells, within));
    }

    public void paragraph(Passage passage, int within) {
        add(UnitKind.PARAGRAPH, passage, null, within);
    }

    public void code(Passage passage, int within) {
        add(UnitKind.CODE_BLOCK, passage, null, within);
    }

    private void add(UnitKind kind, Passage passage, @Nullable String derived, int within) {
        found.add(new Found(kind, passage, derived, 0, null, List.of(), within));
    }

    /**
     * @param id from the front matter
     * @param title from the front matter; without one it is the first heading
     * @param lines of the whole file
     */
    public Runbook runbook(@Nullable String id, @Nullable String title, int lines) {
        Map<String, List<Lines>> explicit = explicit();
        List<Unit> units = new Naming(explicit.keySet()).units();
        List<Assumption> assumptions = expected.stream()
                .map(one -> new Assumption(
                        one.register,
                        one.key,
                        one.field,
                        one.expect,
                        units.get(one.at).anchor(),
                        units.get(one.at).lines()))
                .toList();
        String named = title != null
                ? title
                : units.stream()
                        .filter(unit -> unit.is(UnitKind.HEADING))
                        .map(Unit::text)
                        .findFirst()
                        .orElse(null);
        return new Runbook(id, named, units, assumptions, duplicates(explicit), lines);
    }

    private static List<DuplicateAnchor> duplicates(Map<String, List<Lines>> explicit) {
        return explicit.entrySet().stream()
                .filter(anchor -> anchor.getValue().size() > 1)
                .map(anchor -> new DuplicateAnchor(anchor.getKey(), anchor.getValue()))
                .toList();
    }

    private Map<String, List<Lines>> explicit() {
        Map<String, List<Lines>> explicit = new LinkedHashMap<>();
        for (Found one : found) {
            if (one.passage.anchor() != null) {
                explicit.computeIfAbsent(one.passage.anchor(), anchor -> new ArrayList<>())
                        .add(one.passage.lines());
            }
        }
        return explicit;
    }

    /** One walk over what was found. */
    private final class Naming {
        private final Anchors anchors;
        private final Hashing hashing = new Hashing();
        private final Deque<Section> open = new ArrayDeque<>(List.of(new Section(0, "")));
        /** For each list item how many stand in it. */
        private final int[] items = new int[found.size()];

        private final List<Unit> units = new ArrayList<>(found.size());

        Naming(Set<String> explicit) {
            anchors = new Anchors(explicit);
        }

        List<Unit> units() {
            for (Found one : found) {
                if (one.kind == UnitKind.HEADING) {
                    while (open.element().level >= one.level) {
                        open.remove();
                    }
                }
                Unit unit = unit(one, open.element());
                units.add(unit);
                if (one.kind == UnitKind.HEADING) {
                    open.push(new Section(one.level, unit.anchor()));
                }
            }
            return units;
        }

        private Unit unit(Found one, Section section) {
            String parent = one.within == NOWHERE
                    ? section.anchor
                    : units.get(one.within).anchor();
            String explicit = one.passage.anchor();
            // worked out whether it is needed or not: an explicit anchor does not renumber what follows
            String derived = derived(one, section, parent);
            return new Unit(
                    one.kind,
                    explicit == null ? anchors.derived(derived) : anchors.explicit(explicit),
                    explicit != null,
                    section.anchor,
                    parent,
                    one.level,
                    one.number,
                    one.passage.wording(),
                    hashing.of(one.kind, one.passage.wording()),
                    one.cells,
                    one.passage.recordLinks(),
                    one.passage.lines());
        }

        private String derived(Found one, Section section, String parent) {
            if (one.derived != null) {
                return one.derived;
            }
            return switch (one.kind) {
                case HEADING -> Anchors.slug(one.passage.wording().text());
                case LIST_ITEM ->
                    below(parent, String.valueOf(one.within == NOWHERE ? ++section.items : ++items[one.within]));
                case TABLE_ROW -> below(section.anchor, firstCell(one.cells));
                case PARAGRAPH, CODE_BLOCK, FRONT_MATTER -> below(section.anchor, "p" + ++section.passages);
            };
        }

        private static String firstCell(List<Cell> cells) {
            return cells.isEmpty() || cells.get(0).text().isEmpty()
                    ? "row"
                    : cells.get(0).text();
        }

        private static String below(String outer, String name) {
            return outer.isEmpty() ? name : outer + "/" + name;
        }
    }
}
