package dev.gatehouse.release.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the policy tables in force say of lanes and people. */
public interface LanePolicy {

    /** The groups whose members the lane lets in; none for a lane that is closed to the flow. */
    Set<String> groupsOfTheLane(String lane);

    int largestAudience(String lane);

    /** Empty when nothing may be released there. */
    Optional<Duration> longestValidity(String lane);

    /** Of each of these groups somebody has to sign. */
    Set<String> requiredSigners(String lane);

    Set<String> groupsOf(String person);
}
