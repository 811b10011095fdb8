package dev.gatehouse.digest.domain.runbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader found at one place of the file.
 *
 * @param anchor the explicit one, where there is one
 * @param recordLinks destinations that begin with {@code record:}, in the order of the text
 */
public record Passage(@Nullable String anchor, Wording wording, List<String> recordLinks, Lines lines) {

    public Passage {
        recordLinks = List.copyOf(recordLinks);
    }

    public static Passage of(Wording wording, Lines lines) {
        return new Passage(null, wording, List.of(), lines);
    }
}
