package dev.gatehouse.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long something took, each time that it was done. */
public final class Durations {

    private final List<Duration> all = new ArrayList<>();

    public void add(Duration one) {
        all.add(one);
    }

    /** Writes how many there are, their median and their 95th percentile in seconds; null of none. */
    public void into(ObjectNode json, String counted) {
        json.put(counted, all.size()).put("medianSeconds", quantile(0.5)).put("p95Seconds", quantile(0.95));
    }

    private @Nullable Double quantile(double share) {
        if (all.isEmpty()) {
            return null;
        }
        List<Duration> sorted = all.stream().sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(index, 0)).toMillis() / 1000.0;
    }
}
