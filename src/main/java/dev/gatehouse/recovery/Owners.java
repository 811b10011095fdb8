package dev.gatehouse.recovery;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Delegates;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who owns which part of a release, as its request names them. */
@Component
public class Owners {

    static final String RELEASE_OWNER = "releaseOwner";
    static final String GOVERNANCE_OWNER = "governanceOwner";
    static final String PACKET_OWNER = "packetOwner";

    private final Cases cases;
    private final Directory directory;
    private final Recommendations recommendations;
    private final Gates gates;
    private final Delegates delegates;
    private final CaseClock clock;

    Owners(
            Cases cases,
            Directory directory,
            Recommendations recommendations,
            Gates gates,
            Delegates delegates,
            CaseClock clock) {
        this.cases = cases;
        this.directory = directory;
        this.recommendations = recommendations;
        this.gates = gates;
        this.delegates = delegates;
        this.clock = clock;
    }

    public Optional<Holder> governanceOwner(CaseFile caseFile) {
        return holder(caseFile, GOVERNANCE_OWNER);
    }

    public Optional<Holder> releaseOwner(CaseFile caseFile) {
        return holder(caseFile, RELEASE_OWNER);
    }

    public Optional<Holder> packetOwner(CaseFile caseFile) {
        return holder(caseFile, PACKET_OWNER);
    }

    private Optional<Holder> holder(CaseFile caseFile, String role) {
        return Optional.of(named(caseFile, role)).filter(directory::isPerson).map(person -> new Holder(person, null));
    }

    /** Who of these may confirm in the governance owner's place: nobody who releases. */
    public Set<String> governanceStandIns(CaseFile caseFile, Collection<String> among) {
        return standIns(caseFile, "governance-owner", GOVERNANCE_OWNER, Set.of(named(caseFile, RELEASE_OWNER)), among);
    }

    /**
     * Who of these may release in the release owner's place: nobody who wrote any revision, owns the packet or governance, or has
     * decided for one of these.
     */
    public Set<String> releaseStandIns(CaseFile caseFile, Collection<String> among) {
        Set<String> hands = new HashSet<>(recommendations.authors(caseFile.caseId()));
        hands.add(named(caseFile, PACKET_OWNER));
        hands.add(named(caseFile, GOVERNANCE_OWNER));
        gates.decided(caseFile.caseId()).stream()
                .filter(gate -> !gate.gate().equals(RecoveryProcess.APPROVE_RELEASE))
                .map(gate -> Holder.personIn("" + gate.decidedBy()))
                .forEach(hands::add);
        return standIns(caseFile, Delegates.RELEASE_OWNER, RELEASE_OWNER, hands, among);
    }

    /** Who of these may resolve a hold in the packet owner's place: nobody who confirms or releases what comes of it. */
    public Set<String> packetStandIns(CaseFile caseFile, Collection<String> among) {
        return standIns(caseFile, "packet-owner", PACKET_OWNER, signers(caseFile), among);
    }

    private Set<String> standIns(
            CaseFile caseFile, String role, String owner, Set<String> hands, Collection<String> among) {
        return delegates.of(role, named(caseFile, owner), caseFile.flow(), clock.now(caseFile), among).stream()
                .filter(person -> !hands.contains(person))
                .collect(Collectors.toSet());
    }

    /** Whoever releases; an account, whether it still exists or not. */
    String releases(CaseFile caseFile) {
        return named(caseFile, RELEASE_OWNER);
    }

    /** Whoever decides at the gates. */
    Set<String> signers(CaseFile caseFile) {
        return Set.of(named(caseFile, GOVERNANCE_OWNER), named(caseFile, RELEASE_OWNER));
    }

    boolean isOne(CaseFile caseFile, String person) {
        return Stream.of(PACKET_OWNER, RELEASE_OWNER, GOVERNANCE_OWNER)
                .anyMatch(role -> named(caseFile, role).equals(person));
    }

    private String named(CaseFile caseFile, String role) {
        return cases.request(caseFile.caseId()).path(role).asText();
    }
}
