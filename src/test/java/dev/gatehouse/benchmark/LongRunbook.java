package dev.gatehouse.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A runbook of ten thousand lines and its revision with five hundred changes: steps and rows are reworded, added, removed and
 * moved within their section, a quarter each. Every second step has an explicit anchor; rows and the other steps do not.
 */
final class LongRunbook {
    static final int LINES = 10_000;
    static final int CHANGES = 500;

    private static final int STEPS = 14;
    private static final int ROWS = 12;
    /** Heading, steps, table and the empty lines between them. */
    private static final int LINES_OF_A_SECTION = 1 + STEPS + 1 + 2 + ROWS + 1;

    private static final List<String> WORDS = words();

    private final Random random = new Random(20260415);
    private final List<List<String>> sections = new ArrayList<>();
    private int steps;

    final byte[] baseline;
    final byte[] revision;

    LongRunbook() {
        while (sections.size() * LINES_OF_A_SECTION < LINES) {
            sections.add(section(sections.size()));
        }
        baseline = file();
        for (int change = 0; change < CHANGES; change++) {
            change(sections.get(change % sections.size()), change);
        }
        revision = file();
    }

    private List<String> section(int number) {
        List<String> lines = new ArrayList<>();
        lines.add("## Part " + number + ": " + sentence(3) + " {#part-" + number + "}");
        for (int step = 1; step <= STEPS; step++) {
            lines.add(step(step));
        }
        lines.addAll(List.of("", "| service | first | second | after |", "|---|---|---|---|"));
        for (int row = 0; row < ROWS; row++) {
            lines.add(row());
        }
        lines.add("");
        return lines;
    }

    private String step(int number) {
        String anchor = steps++ % 2 == 0 ? " {#step-" + steps + "}" : "";
        return number + ". " + sentence(8 + random.nextInt(10)) + "." + anchor;
    }

    private String row() {
        return "| service-%d | oncall-%s | oncall-%s | %d min |"
                .formatted(random.nextInt(1_000_000), word(), word(), 5 + random.nextInt(60));
    }

    private void change(List<String> section, int change) {
        // a section's second change is out of the first one's way
        int line = 2 + change / sections.size() * STEPS / 2;
        switch (change % 4) {
            case 0 -> section.set(line, reworded(section.get(line)));
            case 1 -> section.add(line, step(line));
            case 2 -> section.remove(line);
            default -> Collections.swap(section, line, line + 3);
        }
    }

    private String reworded(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.set(2 + random.nextInt(3), word());
        return String.join(" ", words);
    }

    private String sentence(int words) {
        return random.ints(words, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static List<String> words() {
        Random letters = new Random(7);
        return letters.ints(3000, 3, 11)
                .mapToObj(length -> letters.ints(length, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .toList();
    }

    private byte[] file() {
        String text = sections.stream().flatMap(List::stream).collect(Collectors.joining("\n"));
        return ("# Severity-one escalation\n\n" + text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
