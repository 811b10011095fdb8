package dev.gatehouse.recovery.domain;

import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.Recommendation.Evidence;
import dev.gatehouse.recovery.domain.Recommendation.Option;
import dev.gatehouse.recovery.domain.ReleasePolicy.Bound;
import dev.gatehouse.release.domain.LaneRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What policy holds against a release at one moment. Every rule is asked; all their faults are listed. */
public final class HoldRules {

    private final Recommendation packet;
    private final ReleaseTerms terms;
    private final Set<String> signers;
    private final ReleasePolicy policy;
    private final Instant now;

    private final List<Supplier<Stream<HoldFault>>> rules =
            List.of(this::windowIsNotOver, this::optionsAreWithinTheirBounds, this::evidenceIsFresh, this::laneTakesIt);

    private HoldRules(
            Recommendation packet, ReleaseTerms terms, Set<String> signers, ReleasePolicy policy, Instant now) {
        this.packet = packet;
        this.terms = terms;
        this.signers = signers;
        this.policy = policy;
        this.now = now;
    }

    /**
     * @param signers who decides at the gates
     * @param now by the case's clock
     */
    public static List<HoldFault> faults(
            Recommendation packet, ReleaseTerms terms, Set<String> signers, ReleasePolicy policy, Instant now) {
        HoldRules all = new HoldRules(packet, terms, signers, policy, now);
        return all.rules.stream().flatMap(Supplier::get).toList();
    }

    /** The first moment after this one at which time alone changes what the rules say; empty when none does. */
    public static Optional<Instant> nextChange(
            Recommendation packet, ReleaseTerms terms, ReleasePolicy policy, Instant now) {
        // evidence exactly as old as allowed is fresh: it is stale in the moment after
        Stream<Instant> stale = packet.evidence().stream().flatMap(one -> policy.longestAge(one.register()).stream()
                .map(longest -> one.asOf().plus(longest).plusMillis(1)));
        return Stream.concat(stale, Stream.of(terms.to()))
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private Stream<HoldFault> windowIsNotOver() {
        return terms.over(now)
                ? Stream.of(HoldFault.of(
                        Code.WINDOW_OVER, terms.lane(), "to", terms.to().toString(), "now", now.toString()))
                : Stream.empty();
    }

    private Stream<HoldFault> optionsAreWithinTheirBounds() {
        return packet.options().stream().flatMap(this::optionIsWithinItsBounds);
    }

    private Stream<HoldFault> optionIsWithinItsBounds(Option option) {
        Bound bound = policy.boundOf(option.kind()).orElse(null);
        if (bound == null) {
            return Stream.of(HoldFault.of(Code.OPTION_KIND_NOT_ALLOWED, option.optionId(), "kind", option.kind()));
        }
        BigDecimal cap = option.cap();
        BigDecimal largest = bound.largestCap();
        if (largest == null) {
            return cap == null
                    ? Stream.empty()
                    : Stream.of(HoldFault.of(
                            Code.CAP_NOT_ALLOWED, option.optionId(), "kind", option.kind(), "cap", plain(cap)));
        }
        if (cap == null) {
            return Stream.of(HoldFault.of(
                    Code.CAP_MISSING,
                    option.optionId(),
                    "kind",
                    option.kind(),
                    "largestCap",
                    plain(largest),
                    "currency",
                    "" + bound.currency()));
        }
        if (bound.currency() != null && !bound.currency().equals(option.currency())) {
            return Stream.of(HoldFault.of(
                    Code.OTHER_CURRENCY,
                    option.optionId(),
                    "cap",
                    plain(cap),
                    "currency",
                    option.currency() == null ? "none" : option.currency(),
                    "boundIn",
                    bound.currency()));
        }
        return cap.compareTo(largest) <= 0
                ? Stream.empty()
                : Stream.of(HoldFault.of(
                        Code.CAP_ABOVE_BOUND,
                        option.optionId(),
                        "cap",
                        plain(cap),
                        "largestCap",
                        plain(largest),
                        "currency",
                        "" + bound.currency()));
    }

    private Stream<HoldFault> evidenceIsFresh() {
        return packet.evidence().stream()
                .flatMap(one -> policy
                        .longestAge(one.register())
                        .filter(longest -> one.asOf().plus(longest).isBefore(now))
                        .map(longest -> stale(one, longest))
                        .stream());
    }

    private HoldFault stale(Evidence evidence, Duration longest) {
        return HoldFault.of(
                Code.EVIDENCE_STALE,
                evidence.ref(),
                "asOf",
                evidence.asOf().toString(),
                "longest",
                longest.toString(),
                "now",
                now.toString());
    }

    private Stream<HoldFault> laneTakesIt() {
        Duration validity = Duration.between(terms.from(), terms.to());
        return new LaneRules(terms.lane(), terms.audience(), signers, validity, policy)
                .faults().stream().map(HoldFault::of);
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
