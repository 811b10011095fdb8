package dev.gatehouse.digest.domain.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** At least one source: what carries these cannot be without any. */
public record Sources(Source first, List<Source> others) {

    public Sources {
        others = List.copyOf(others);
    }

    public static Sources of(Source first) {
        return new Sources(first, List.of());
    }

    /** These and another one; the same source counts once. */
    public Sources and(Source another) {
        if (all().contains(another)) {
            return this;
        }
        List<Source> more = new ArrayList<>(others);
        more.add(another);
        return new Sources(first, more);
    }

    public Sources and(Optional<? extends Source> another) {
        return another.isPresent() ? and(another.get()) : this;
    }

    public List<Source> all() {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
