package dev.gatehouse.disclosure.domain;

import dev.gatehouse.disclosure.domain.CharterFault.Code;
import dev.gatehouse.release.domain.LanePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tables hold against a charter, everything at once. Adds and removes nobody. */
public final class CharterRules {

    /** A window as the request asks for it. */
    public record Window(Instant from, Instant to) {}

    private final Charter charter;
    private final @Nullable Window window;
    private final LanePolicy policy;

    private CharterRules(Charter charter, @Nullable Window window, LanePolicy policy) {
        this.charter = charter;
        this.window = window;
        this.policy = policy;
    }

    /** @param window null when the release is to run as long as the lane allows */
    public static List<CharterFault> faults(Charter charter, @Nullable Window window, LanePolicy policy) {
        CharterRules rules = new CharterRules(charter, window, policy);
        List<Supplier<Stream<CharterFault>>> checks = List.of(
                rules::laneIsOpen,
                rules::readersBelongToTheLane,
                rules::audienceIsSmallEnough,
                rules::requiredGroupsSign,
                rules::validityIsShortEnough);
        return checks.stream().flatMap(Supplier::get).toList();
    }

    private boolean closed() {
        return policy.groupsOfTheLane(charter.lane()).isEmpty();
    }

    private Stream<CharterFault> laneIsOpen() {
        return closed() ? fault(Code.LANE_CLOSED, charter.lane(), Map.of()) : Stream.empty();
    }

    private Stream<CharterFault> readersBelongToTheLane() {
        if (closed()) {
            return Stream.empty();
        }
        return charter.audience().stream()
                .filter(reader -> Collections.disjoint(policy.groupsOf(reader), policy.groupsOfTheLane(charter.lane())))
                .map(reader -> new CharterFault(
                        Code.READER_OUTSIDE_LANE,
                        reader,
                        Map.of("groups", String.join(", ", new TreeSet<>(policy.groupsOfTheLane(charter.lane()))))));
    }

    private Stream<CharterFault> audienceIsSmallEnough() {
        int largest = policy.largestAudience(charter.lane());
        return !closed() && charter.audience().size() > largest
                ? fault(
                        Code.AUDIENCE_TOO_LARGE,
                        charter.lane(),
                        Map.of(
                                "largest",
                                "" + largest,
                                "named",
                                "" + charter.audience().size()))
                : Stream.empty();
    }

    private Stream<CharterFault> requiredGroupsSign() {
        return new TreeSet<>(policy.requiredSigners(charter.lane()))
                .stream()
                        .filter(group -> charter.signers().stream()
                                .noneMatch(signer -> policy.groupsOf(signer).contains(group)))
                        .map(group -> new CharterFault(Code.SIGNER_GROUP_MISSING, group, Map.of()));
    }

    private Stream<CharterFault> validityIsShortEnough() {
        if (closed()) {
            return Stream.empty();
        }
        Duration longest = policy.longestValidity(charter.lane()).orElse(null);
        if (longest == null) {
            return fault(Code.NO_VALIDITY, charter.lane(), Map.of());
        }
        return window != null && window.from().plus(longest).isBefore(window.to())
                ? fault(
                        Code.VALIDITY_TOO_LONG,
                        charter.lane(),
                        Map.of("longest", longest.toString(), "to", window.to().toString()))
                : Stream.empty();
    }

    private static Stream<CharterFault> fault(Code code, String subject, Map<String, String> facts) {
        return Stream.of(new CharterFault(code, subject, facts));
    }
}
