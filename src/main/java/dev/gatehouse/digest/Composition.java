package dev.gatehouse.digest;

import dev.gatehouse.digest.domain.claims.Claims;
import dev.gatehouse.digest.domain.claims.Compared;
import dev.gatehouse.digest.domain.claims.Context;
import dev.gatehouse.digest.domain.claims.OpenItem;
import dev.gatehouse.digest.domain.comparison.Difference;
import java.time.Instant;
import java.util.List;

/**
 * What a digest is composed of, before anybody has added to it.
 *
 * @param at the clock by which the records were in force
 * @param items what is open by the records, closed items included
 */
public record Composition(
        Compared compared,
        List<Difference> differences,
        Context context,
        List<OpenItem> items,
        Claims claims,
        Instant at) {

    public Composition {
        differences = List.copyOf(differences);
        items = List.copyOf(items);
    }
}
