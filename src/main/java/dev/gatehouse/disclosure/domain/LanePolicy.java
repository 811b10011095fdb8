package dev.gatehouse.disclosure.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What policy says of lanes and people. */
public interface LanePolicy {

    /** Whoever is in one of these groups may be in the lane's audience; none for a lane that is closed. */
    Set<String> groupsOfTheLane(String lane);

    int largestAudience(String lane);

    /** Empty when nothing may be released there. */
    Optional<Duration> longestValidity(String lane);

    /** Of each of these groups somebody has to sign. */
    Set<String> requiredSigners(String lane);

    Set<String> groupsOf(String person);
}
