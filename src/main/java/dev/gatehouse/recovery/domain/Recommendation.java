package dev.gatehouse.recovery.domain;

import dev.gatehouse.release.domain.Basis;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a recommendation packet: what may be chosen from, what never, and on what evidence. Its blocked terms
 * stay as prominent as its options.
 */
public record Recommendation(List<Option> options, List<BlockedTerm> blockedTerms, List<Evidence> evidence)
        implements Basis {

    public Recommendation {
        options = List.copyOf(options);
        blockedTerms = List.copyOf(blockedTerms);
        evidence = List.copyOf(evidence);
    }

    /**
     * A remedy that may be chosen, or a path to somebody who may choose more.
     *
     * @param cap the most it may cost; null for an option that costs nothing here
     * @param currency of the cap, an ISO 4217 code; null where there is none
     * @param evidence the refs of the evidence it rests on
     */
    public record Option(
            String optionId,
            String kind,
            @Nullable BigDecimal cap,
            @Nullable String currency,
            List<String> evidence) {

        public Option {
            evidence = List.copyOf(evidence);
        }
    }

    /** What was asked for and may not be given, with the reason. */
    public record BlockedTerm(String term, String reason) {}

    /**
     * A version of a mirrored record that the packet cites.
     *
     * @param ref what options call it
     * @param asOf when that version was published
     */
    public record Evidence(String ref, String register, String key, long version, Instant asOf) {

        /** Which record it is a version of. */
        public RecordName record() {
            return new RecordName(register, key);
        }
    }

    /** A record of a register, whatever its version. */
    public record RecordName(String register, String key) {}

    @Override
    public OptionalLong newest(String register, String key) {
        return evidence.stream()
                .filter(one -> one.register().equals(register) && one.key().equals(key))
                .mapToLong(Evidence::version)
                .max();
    }

    /** The newest decides: whoever cites an older one beside it knows of both. */
    @Override
    public boolean restsOn(String register, String key, long version) {
        OptionalLong newest = newest(register, key);
        return newest.isPresent() && newest.getAsLong() >= version;
    }
}
