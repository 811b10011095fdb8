package dev.gatehouse.recovery;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.people.Directory;
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

    Owners(Cases cases, Directory directory) {
        this.cases = cases;
        this.directory = directory;
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
