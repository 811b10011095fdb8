package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.markdown.Warning.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Collects warnings: the same one at several lines is one. */
final class Warnings {
    private record What(Kind kind, String subject) {}

    private final Map<What, TreeSet<Integer>> found = new LinkedHashMap<>();

    /** Of the file as a whole. */
    void add(Kind kind, String subject) {
        lines(kind, subject);
    }

    void add(Kind kind, String subject, int line) {
        lines(kind, subject).add(line);
    }

    private TreeSet<Integer> lines(Kind kind, String subject) {
        return found.computeIfAbsent(new What(kind, subject), first -> new TreeSet<>());
    }

    List<Warning> all() {
        List<Warning> all = new ArrayList<>();
        found.forEach((what, lines) -> all.add(new Warning(what.kind, what.subject, List.copyOf(lines))));
        return all;
    }
}
