package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.comparison.Difference.Kind;
import dev.gatehouse.digest.domain.comparison.Draft.Entry;
import dev.gatehouse.digest.domain.comparison.Draft.Names;
import dev.gatehouse.digest.domain.comparison.Draft.Section;
import dev.gatehouse.digest.domain.comparison.Draft.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Edits of a draft that do not get into each other's way, and what a comparison has to say of each. */
final class Edits {
    private final Random random;
    private final Names names;
    private final Draft draft;

    final List<Consumer<Draft>> edits = new ArrayList<>();
    /** By name of the unit, what is not unchanged; a star for what moved as well. */
    final Map<String, String> expected = new TreeMap<>();

    Edits(Draft draft, Random random, Names names) {
        this.draft = draft;
        this.random = random;
        this.names = names;
        for (Section section : draft.sections) {
            editsOf(section);
        }
        ofSections();
        ofAssumptions();
    }

    private void editsOf(Section section) {
        switch (random.nextInt(4)) {
            case 0 -> comeGoAndSayOtherwise(section);
            case 1 -> moveWithin(section);
            case 2 -> moveElsewhere(section);
            default -> {
                // left as it is
            }
        }
    }

    private void comeGoAndSayOtherwise(Section section) {
        for (Entry entry : section.entries) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    edits.add(edited -> edited.section(section.name).entries.removeIf(is(entry)));
                    expect(entry.name(), Kind.REMOVED);
                }
                case 1 -> {
                    Entry reworded = reworded(entry);
                    edits.add(edited -> {
                        Section now = edited.section(section.name);
                        now.entries.set(now.at(entry.name()), reworded);
                    });
                    expect(entry.name(), Kind.CHANGED);
                }
                case 2 -> {
                    Entry added = Draft.entry(random, names);
                    edits.add(edited -> {
                        Section now = edited.section(section.name);
                        now.entries.add(now.at(entry.name()), added);
                    });
                    expect(added.name(), Kind.ADDED);
                }
                default -> {
                    // left as it is
                }
            }
        }
    }

    private static Predicate<Entry> is(Entry entry) {
        return one -> one.name().equals(entry.name());
    }

    /** With an anchor all other words may change; without one a quarter at most. */
    private Entry reworded(Entry entry) {
        List<String> words = new ArrayList<>(entry.words());
        int most = entry.anchored() ? words.size() : (words.size() + 1) / 4;
        for (int i = 0; i < most; i++) {
            words.set(i, names.next("ôther"));
        }
        return entry.with(words);
    }

    /** By two places or more, or it could be its neighbour that moved. */
    private void moveWithin(Section section) {
        int size = section.entries.size();
        if (size < 3) {
            return;
        }
        int from = random.nextInt(size);
        int to = random.nextInt(size);
        if (Math.abs(from - to) < 2) {
            return;
        }
        Entry moved = section.entries.get(from);
        edits.add(edited -> {
            Section now = edited.section(section.name);
            Entry behind = section.entries.get(to);
            now.entries.removeIf(is(moved));
            now.entries.add(now.at(behind.name()) + (to > from ? 1 : 0), moved);
        });
        if (section.shape != Shape.TABLE) {
            expect(moved.name(), Kind.MOVED);
        }
    }

    private void moveElsewhere(Section section) {
        List<Section> others = new ArrayList<>(draft.sections);
        others.removeIf(other -> other == section || other.shape != section.shape);
        if (section.entries.isEmpty() || others.isEmpty()) {
            return;
        }
        Entry entry = section.entries.get(random.nextInt(section.entries.size()));
        String target = others.get(random.nextInt(others.size())).name;
        boolean otherWords = random.nextBoolean();
        Entry moved = otherWords ? reworded(entry) : entry;
        boolean first = random.nextBoolean();
        edits.add(edited -> {
            edited.section(section.name).entries.removeIf(is(entry));
            List<Entry> entries = edited.section(target).entries;
            entries.add(first ? 0 : entries.size(), moved);
        });
        expected.put(entry.name(), moved.equals(entry) ? Kind.MOVED.name() : Kind.CHANGED + "*");
    }

    private void ofSections() {
        int size = draft.sections.size();
        switch (random.nextInt(3)) {
            case 0 -> {
                Section added = Draft.section(random, names);
                int at = random.nextInt(size + 1);
                edits.add(edited -> edited.sections.add(Math.min(at, edited.sections.size()), added));
                expect(added.name, Kind.ADDED);
                added.entries.forEach(entry -> expect(entry.name(), Kind.ADDED));
            }
            case 1 -> {
                int from = random.nextInt(size + 1);
                int to = random.nextInt(size + 1);
                if (from < size && to < size && Math.abs(from - to) > 1) {
                    edits.add(edited -> edited.sections.add(to, edited.sections.remove(from)));
                    expect(draft.sections.get(from).name, Kind.MOVED);
                }
            }
            default -> {
                // left as they are
            }
        }
    }

    private void ofAssumptions() {
        for (String key : draft.assumptions.keySet()) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    edits.add(edited -> edited.assumptions.remove(key));
                    expect(key, Kind.REMOVED);
                }
                case 1 -> {
                    String value = names.next("v");
                    edits.add(edited -> edited.assumptions.put(key, value));
                    expect(key, Kind.CHANGED);
                }
                default -> {
                    // left as it is
                }
            }
        }
        if (random.nextBoolean()) {
            String key = names.next("KEY-");
            String value = names.next("v");
            edits.add(edited -> edited.assumptions.put(key, value));
            expect(key, Kind.ADDED);
        }
    }

    private void expect(String name, Kind kind) {
        expected.put(name, kind.name());
    }

    Draft applied() {
        Draft edited = draft.copy();
        edits.forEach(edit -> edit.accept(edited));
        return edited;
    }

    Draft appliedInAnotherOrder() {
        List<Consumer<Draft>> shuffled = new ArrayList<>(edits);
        Collections.shuffle(shuffled, random);
        Draft edited = draft.copy();
        shuffled.forEach(edit -> edit.accept(edited));
        return edited;
    }
}
