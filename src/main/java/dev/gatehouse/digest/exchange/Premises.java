package dev.gatehouse.digest.exchange;

import java.util.Set;

/** What a request is checked against that is not in it. */
public interface Premises {

    /** Whether somebody with this id has an account and is a person, not a service. */
    boolean isPerson(String id);

    /** Whether the lane of this flow's digests lets this person in. */
    boolean isInTheLane(String person);

    /** The names of the configured repositories. */
    Set<String> repositories();
}
