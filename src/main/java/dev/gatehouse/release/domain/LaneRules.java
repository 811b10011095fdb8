package dev.gatehouse.release.domain;

import dev.gatehouse.release.domain.LaneFault.Code;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold against a release into a lane, everything at once; against a lane that is closed, nothing that
 * follows from that. Adds and removes nobody.
 *
 * @param signers who decides at the gates
 * @param validity how long it is to be valid; null to let it run as long as the lane allows
 */
public record LaneRules(
        String lane,
        List<String> audience,
        Collection<String> signers,
        @Nullable Duration validity,
        LanePolicy policy) {

    public List<LaneFault> faults() {
        Set<String> groups = new TreeSet<>(policy.groupsOfTheLane(lane));
        Stream<LaneFault> ofTheLane = groups.isEmpty()
                ? Stream.of(new LaneFault(Code.LANE_CLOSED, lane, Map.of()))
                : Stream.of(readersBelongToTheLane(groups), audienceIsSmallEnough(), validityIsShortEnough())
                        .flatMap(faults -> faults);
        return Stream.concat(ofTheLane, requiredGroupsSign()).toList();
    }

    private Stream<LaneFault> readersBelongToTheLane(Set<String> groups) {
        return audience.stream()
                .filter(reader -> Collections.disjoint(policy.groupsOf(reader), groups))
                .map(reader -> new LaneFault(
                        Code.READER_OUTSIDE_LANE, reader, Map.of("lane", lane, "groups", String.join(", ", groups))));
    }

    private Stream<LaneFault> audienceIsSmallEnough() {
        int largest = policy.largestAudience(lane);
        return audience.size() <= largest
                ? Stream.empty()
                : Stream.of(new LaneFault(
                        Code.AUDIENCE_TOO_LARGE, lane, Map.of("size", "" + audience.size(), "largest", "" + largest)));
    }

    private Stream<LaneFault> validityIsShortEnough() {
        Duration longest = policy.longestValidity(lane).orElse(null);
        if (longest == null) {
            return Stream.of(new LaneFault(Code.NO_VALIDITY, lane, Map.of()));
        }
        return validity == null || validity.compareTo(longest) <= 0
                ? Stream.empty()
                : Stream.of(new LaneFault(
                        Code.VALIDITY_TOO_LONG,
                        lane,
                        Map.of("length", validity.toString(), "longest", longest.toString())));
    }

    private Stream<LaneFault> requiredGroupsSign() {
        return new TreeSet<>(policy.requiredSigners(lane))
                .stream()
                        .filter(group -> signers.stream()
                                .noneMatch(signer -> policy.groupsOf(signer).contains(group)))
                        .map(group -> new LaneFault(Code.SIGNER_GROUP_MISSING, group, Map.of("lane", lane)));
    }
}
