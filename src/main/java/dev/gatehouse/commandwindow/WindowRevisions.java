package dev.gatehouse.commandwindow;

import dev.gatehouse.commandwindow.domain.CommandPacket;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.PacketAssembler;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.exchange.CommandPacketJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.policy.Policies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes and stores the packets of a command window, each with the arrival up to which it knows what happened. */
@Component
class WindowRevisions {

    private static final String[] POLICIES = {"change-authority", "delegate-mapping", "freshness", "material-change"};

    private final Revisions revisions;
    private final Policies policies;
    private final JdbcClient jdbc;

    WindowRevisions(Revisions revisions, Policies policies, JdbcClient jdbc) {
        this.revisions = revisions;
        this.policies = policies;
        this.jdbc = jdbc;
    }

    /** The versions in force of the policy tables that judge a command window. */
    Map<String, String> policies() {
        return policies.versions(POLICIES);
    }

    /** Stores a packet as the candidate. */
    Revision store(String caseId, CommandPacket packet, @Nullable Integer supersedes, long reachesArrival) {
        Revision draft = revisions.store(caseId, CommandPacketJson.write(packet), supersedes, "gatehouse");
        revisions.changeState(caseId, draft.number(), RevisionState.CANDIDATE, "gatehouse", "Assembled.");
        jdbc.sql("insert into gh_window_revision (case_id, number, reaches_arrival) values (?, ?, ?)")
                .params(caseId, draft.number(), reachesArrival)
                .update();
        return draft;
    }

    CommandPacket packet(ChangeSet changes, Resequencing sequence) {
        Revision authoritative = changes.authoritative().orElseThrow();
        return PacketAssembler.assemble(
                changes.situation(),
                changes.timeline(),
                sequence,
                settled(changes, authoritative),
                new CommandPacket.Lineage(
                        authoritative.sha256(), adoptedChain(changes.caseFile().caseId())),
                policies.versions(POLICIES));
    }

    /** The events that the authoritative revision knows: what has become of them is no cause of the next one. */
    private Set<EventReference> settled(ChangeSet changes, Revision authoritative) {
        long known = reachesArrival(changes.caseFile().caseId(), authoritative.number());
        return changes.arrivals().stream()
                .filter(event -> event.arrival() <= known)
                .map(WindowReader::reference)
                .collect(Collectors.toSet());
    }

    /** The number of the last arrival that the revision knows. */
    long reachesArrival(String caseId, int revision) {
        return jdbc.sql("select reaches_arrival from gh_window_revision where case_id = ? and number = ?")
                .params(caseId, revision)
                .query(Long.class)
                .single();
    }

    /** Hashes of every revision that was ever adopted, oldest first; the last one is in force. */
    private List<String> adoptedChain(String caseId) {
        Map<Integer, String> hashes = new HashMap<>();
        revisions.references(caseId).forEach(one -> hashes.put(one.number(), one.sha256()));
        return revisions.moves(caseId).stream()
                .filter(move -> move.state() == RevisionState.ADOPTED)
                .map(move -> Objects.requireNonNull(hashes.get(move.number())))
                .toList();
    }
}
