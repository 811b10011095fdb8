package dev.gatehouse.disclosure.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who works on the packet and for whom it is.
 *
 * @param audience who may read it at the lane, in the order in which they were named
 * @param agents accounts that may contribute and decide nothing
 * @param boundary where the packet stops, as a sentence
 */
public record Charter(
        String artifactOwner,
        String releaseOwner,
        String lane,
        List<String> audience,
        List<String> signers,
        List<String> reviewers,
        List<String> agents,
        String boundary) {

    public Charter {
        audience = List.copyOf(audience);
        signers = List.copyOf(signers);
        reviewers = List.copyOf(reviewers);
        agents = List.copyOf(agents);
    }

    public Charter withAudience(List<String> stated) {
        return new Charter(artifactOwner, releaseOwner, lane, stated, signers, reviewers, agents, boundary);
    }

    /** The people of the charter; owners of sections come to them. */
    public Set<String> people() {
        Set<String> people = new TreeSet<>(signers);
        people.addAll(reviewers);
        people.add(artifactOwner);
        people.add(releaseOwner);
        return people;
    }
}
