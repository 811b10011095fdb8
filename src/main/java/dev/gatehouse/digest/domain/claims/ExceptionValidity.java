package dev.gatehouse.digest.domain.claims;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From when until when an approved exception holds. Ends are given as moments, until which it holds, or as days in UTC, the
 * last of which it still holds on. Without an end it holds on and on.
 *
 * @param starts every one that the record names
 * @param ends likewise
 */
record ExceptionValidity(List<Instant> starts, List<Instant> ends) {

    private static final String VALIDITY = "validity";
    private static final Set<String> STARTS = Set.of("validity.from", "validFrom");
    private static final Set<String> ENDS =
            Set.of("validity.to", "validity.until", "validity.validTo", "validUntil", "validTo");

    /** Empty for a validity that cannot be read, or says something that nobody here knows: whether it holds is not known. */
    static Optional<ExceptionValidity> of(ApprovedRecord exception) {
        List<Instant> starts = new ArrayList<>();
        List<Instant> ends = new ArrayList<>();
        for (var field : exception.fields().entrySet()) {
            String name = field.getKey();
            try {
                if (STARTS.contains(name)) {
                    starts.add(moment(field.getValue(), 0));
                } else if (ENDS.contains(name)) {
                    ends.add(moment(field.getValue(), 1));
                } else if (name.equals(VALIDITY) || name.startsWith(VALIDITY + ".")) {
                    return Optional.empty();
                }
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.of(new ExceptionValidity(starts, ends));
    }

    /** @param daysLater of a day, how many days after its beginning */
    private static Instant moment(String text, int daysLater) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text)
                        .plusDays(daysLater)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }

    boolean holdsAt(Instant clock) {
        return starts.stream().noneMatch(clock::isBefore) && ends.stream().allMatch(clock::isBefore);
    }
}
