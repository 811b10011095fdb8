package dev.gatehouse.recovery;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.DelegateMapping;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
    private final DelegateMapping mapping;
    private final CaseClock clock;

    Owners(
            Cases cases,
            Directory directory,
            Recommendations recommendations,
            Gates gates,
            DelegateMapping mapping,
            CaseClock clock) {
        this.cases = cases;
        this.directory = directory;
        this.recommendations = recommendations;
        this.gates = gates;
        this.mapping = mapping;
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

    /** Who of these may confirm in the governance owner's place: nobody who wrote a revision. */
    public Set<String> governanceDelegates(CaseFile caseFile, Collection<String> among) {
        return withoutAuthors(
                caseFile,
                delegates(caseFile, "governance-owner", GOVERNANCE_OWNER, RecoveryProcess.CONFIRM_GOVERNANCE, among));
    }

    /** Who of these may release in the release owner's place: nobody who wrote a revision. */
    public Set<String> releaseDelegates(CaseFile caseFile, Collection<String> among) {
        return withoutAuthors(
                caseFile,
                delegates(
                        caseFile,
                        DelegateMapping.RELEASE_OWNER,
                        RELEASE_OWNER,
                        RecoveryProcess.APPROVE_RELEASE,
                        among));
    }

    /** Who of these may resolve a hold in the packet owner's place. */
    public Set<String> packetDelegates(CaseFile caseFile, Collection<String> among) {
        return delegates(caseFile, "packet-owner", PACKET_OWNER, RecoveryProcess.RESOLVE_HOLD, among);
    }

    /** Not those who own another part of the release, or have decided at another of its gates. */
    private Set<String> delegates(CaseFile caseFile, String role, String owner, String gate, Collection<String> among) {
        Set<String> delegates =
                new HashSet<>(mapping.of(role, named(caseFile, owner), caseFile.flow(), clock.now(caseFile), among));
        if (delegates.isEmpty()) {
            return delegates;
        }
        delegates.removeIf(person -> isOne(caseFile, person));
        gates.decided(caseFile.caseId()).stream()
                .filter(decided -> !decided.gate().equals(gate))
                .map(decided -> Holder.personIn("" + decided.decidedBy()))
                .forEach(delegates::remove);
        return delegates;
    }

    private Set<String> withoutAuthors(CaseFile caseFile, Set<String> delegates) {
        delegates.removeAll(recommendations.authors(caseFile.caseId()));
        return delegates;
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
