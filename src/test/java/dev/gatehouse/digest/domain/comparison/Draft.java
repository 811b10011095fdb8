package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.Runbooks;
import dev.gatehouse.digest.domain.runbook.Runbook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A runbook to be edited. Every unit's first word is its name, which no other unit has; its other words are its own too. Headings
 * have anchors, of the other units about half.
 */
final class Draft {

    enum Shape {
        NUMBERED,
        BULLETS,
        PARAGRAPHS,
        TABLE
    }

    record Entry(String name, boolean anchored, List<String> words) {

        Entry with(List<String> others) {
            return new Entry(name, anchored, others);
        }

        String text() {
            return name + " " + String.join(" ", words);
        }

        String mark() {
            return anchored ? " {#" + name + "}" : "";
        }
    }

    static final class Section {
        final String name;
        final Shape shape;
        final List<Entry> entries = new ArrayList<>();

        Section(String name, Shape shape) {
            this.name = name;
            this.shape = shape;
        }

        int at(String entry) {
            return IntStream.range(0, entries.size())
                    .filter(i -> entries.get(i).name.equals(entry))
                    .findFirst()
                    .orElseThrow();
        }
    }

    final List<Section> sections = new ArrayList<>();
    /** What is expected, by key of a record. */
    final Map<String, String> assumptions = new LinkedHashMap<>();

    static Draft random(Random random, Names names) {
        Draft draft = new Draft();
        for (int i = random.nextInt(6); i > 0; i--) {
            draft.sections.add(section(random, names));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            draft.assumptions.put(names.next("KEY-"), names.next("v"));
        }
        return draft;
    }

    static Section section(Random random, Names names) {
        Section section = new Section(names.next("section"), Shape.values()[random.nextInt(Shape.values().length)]);
        for (int i = random.nextInt(7); i > 0; i--) {
            section.entries.add(entry(random, names));
        }
        return section;
    }

    static Entry entry(Random random, Names names) {
        List<String> words = IntStream.range(0, 4 + random.nextInt(6))
                .mapToObj(i -> names.next("wörd"))
                .toList();
        return new Entry(names.next("unit"), random.nextBoolean(), words);
    }

    /** Gives names that were not given before. */
    static final class Names {
        private int given;

        String next(String kind) {
            return kind + given++;
        }
    }

    Draft copy() {
        Draft copy = new Draft();
        for (Section section : sections) {
            Section copied = new Section(section.name, section.shape);
            copied.entries.addAll(section.entries);
            copy.sections.add(copied);
        }
        copy.assumptions.putAll(assumptions);
        return copy;
    }

    Section section(Predicate<Section> predicate) {
        return sections.stream().filter(predicate).findFirst().orElseThrow();
    }

    Section section(String name) {
        return section(section -> section.name.equals(name));
    }

    Section around(String entry) {
        return section(section -> section.entries.stream().anyMatch(one -> one.name.equals(entry)));
    }

    Runbook read() {
        return Runbooks.read(text(new Style()));
    }

    /** How a draft may be typed without saying anything else. */
    static final class Style {
        String bullet = "-";
        int firstNumber = 1;
        boolean countsUp = true;
        String delimiter = ".";
        String space = " ";
        String padding = " ";
        boolean closedHeadings;
        boolean sortedFrontMatter = true;
    }

    String text(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("---");
        if (style.sortedFrontMatter) {
            lines.add("title: \"Severity  one\"");
        }
        lines.add("assumes:");
        assumptions.forEach((key, expect) -> lines.add(
                style.sortedFrontMatter
                        ? "  - {register: entitlements, key: " + key + ", field: tier, expect: " + expect + "}"
                        : "  -   expect: '" + expect + "'\n      field: tier\n      key: \"" + key
                                + "\"\n      register: entitlements"));
        if (!style.sortedFrontMatter) {
            lines.add("title: Severity one");
        }
        lines.addAll(List.of("---", "# Severity one", ""));
        for (Section section : sections) {
            lines.add("## " + section.name.replace("section", "Section" + style.space) + " {#" + section.name + "}"
                    + (style.closedHeadings ? " ####" : ""));
            lines.addAll(entries(section, style));
            lines.add("");
        }
        return String.join("\n", lines);
    }

    private static List<String> entries(Section section, Style style) {
        List<String> lines = new ArrayList<>();
        if (section.shape == Shape.TABLE && !section.entries.isEmpty()) {
            lines.add(row(List.of("name", "what"), style, ""));
            lines.add(row(List.of("---", "---"), style, ""));
        }
        int number = style.firstNumber;
        for (Entry entry : section.entries) {
            String text = entry.text().replace(" ", style.space);
            lines.add(
                    switch (section.shape) {
                        case NUMBERED -> number + style.delimiter + " " + text + entry.mark();
                        case BULLETS -> style.bullet + " " + text + entry.mark();
                        case PARAGRAPHS -> "\n" + text + entry.mark();
                        case TABLE ->
                            row(List.of(entry.name, String.join(style.space, entry.words)), style, entry.mark());
                    });
            number += style.countsUp ? 1 : 0;
        }
        return lines;
    }

    private static String row(List<String> cells, Style style, String mark) {
        return cells.stream()
                        .map(cell -> "|" + style.padding + cell + style.padding)
                        .collect(Collectors.joining())
                + mark + "|";
    }
}
