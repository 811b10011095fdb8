package dev.gatehouse.commandwindow.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds circles among things that wait for each other. */
final class Cycles {
    private final Map<String, ? extends Map<String, ?>> waitsFor;
    private final Set<String> left = new LinkedHashSet<>();

    private Cycles(Map<String, ? extends Map<String, ?>> waitsFor) {
        this.waitsFor = waitsFor;
        left.addAll(new TreeSet<>(waitsFor.keySet()));
    }

    /**
     * Circles without a common member, each from one member back to it: {@code [a, b, a]}. Taking one link out of each may
     * leave others; an acyclic graph has none.
     */
    static List<List<String>> of(Map<String, ? extends Map<String, ?>> waitsFor) {
        return new Cycles(waitsFor).all();
    }

    private List<List<String>> all() {
        var cycles = new ArrayList<List<String>>();
        dropWhatCanGo(new ArrayList<>(left));
        while (!left.isEmpty()) {
            List<String> cycle = walk(left.iterator().next());
            cycles.add(cycle);
            left.removeAll(cycle);
            dropWhatCanGo(new ArrayList<>(left));
        }
        return cycles;
    }

    /** Everything that waits for nothing that is left, again and again. */
    private void dropWhatCanGo(Collection<String> candidates) {
        var waiting = new LinkedHashMap<String, List<String>>();
        var open = new LinkedHashMap<String, Integer>();
        Deque<String> free = new ArrayDeque<>();
        for (String one : candidates) {
            List<String> links = links(one);
            open.put(one, links.size());
            links.forEach(link ->
                    waiting.computeIfAbsent(link, any -> new ArrayList<>()).add(one));
            if (links.isEmpty()) {
                free.add(one);
            }
        }
        while (!free.isEmpty()) {
            String done = free.remove();
            left.remove(done);
            for (String next : waiting.getOrDefault(done, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
    }

    private List<String> links(String one) {
        Map<String, ?> links = waitsFor.get(one);
        return links == null
                ? List.of()
                : links.keySet().stream().filter(left::contains).toList();
    }

    /** Everything left waits for something left, so this comes back to where it was. */
    private List<String> walk(String start) {
        var path = new ArrayList<String>();
        String here = start;
        while (!path.contains(here)) {
            path.add(here);
            here = links(here).get(0);
        }
        var cycle = new ArrayList<>(path.subList(path.indexOf(here), path.size()));
        cycle.add(here);
        return cycle;
    }
}
