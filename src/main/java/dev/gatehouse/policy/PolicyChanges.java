package dev.gatehouse.policy;

import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StoredBytes;
import java.io.ByteArrayInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a policy table changes while the product runs: somebody proposes a DMN file, a named policy owner who is not its
 * proposer approves exactly that file, and from that moment it is in force. Nothing else deploys a table.
 */
@Service
public class PolicyChanges {

    /** Told in the transaction that puts a table in force. */
    public interface Listener {
        void inForce(String table, int version, PolicyProposal proposal);
    }

    private final JdbcClient jdbc;
    private final RepositoryService repository;
    private final List<Listener> listeners;
    private final Set<String> owners;
    private final Clock clock;

    /** @param owners ids of the people who may approve */
    PolicyChanges(
            JdbcClient jdbc,
            RepositoryService repository,
            List<Listener> listeners,
            @Value("${gatehouse.policy.owners:}") Set<String> owners,
            Clock clock) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.listeners = listeners;
        this.owners = Set.copyOf(owners);
        this.clock = clock;
    }

    public boolean isOwner(String person) {
        return owners.contains(person);
    }

    /** Keys of the tables that exist. */
    public List<DecisionDefinition> tables() {
        return repository
                .createDecisionDefinitionQuery()
                .latestVersion()
                .orderByDecisionDefinitionKey()
                .asc()
                .list();
    }

    /**
     * Keeps a proposal; nothing changes yet.
     *
     * @throws RefusedException UNKNOWN for a table that does not exist, INVALID for a file that is no such table
     */
    @Transactional
    public PolicyProposal propose(String table, byte[] dmn, String reason, String proposer) {
        if (tables().stream().noneMatch(definition -> definition.getKey().equals(table))) {
            throw new RefusedException(
                    Kind.UNKNOWN,
                    "unknown-policy",
                    "There is no policy table " + table + "; there are "
                            + tables().stream().map(DecisionDefinition::getKey).collect(Collectors.joining(", "))
                            + ".");
        }
        if (reason.isBlank() || reason.indexOf('\0') >= 0 || reason.length() > 4000) {
            throw new RefusedException(
                    Kind.INVALID, "reason-missing", "A proposal says why, in at most 4000 characters.");
        }
        mustBeTheTable(table, dmn);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into gh_policy_proposal (table_key, content, sha256, reason, proposed_by, proposed_at, state)"
                        + " values (?, ?, ?, ?, ?, ?, 'PROPOSED')")
                .param(table)
                .param(StoredBytes.parameter(dmn))
                .params(Sha256.hex(dmn), reason, proposer, now)
                .update();
        return all().get(0);
    }

    private static void mustBeTheTable(String table, byte[] dmn) {
        try {
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(dmn));
            List<Decision> decisions = List.copyOf(model.getModelElementsByType(Decision.class));
            boolean isTheTable = decisions.size() == 1
                    && decisions.get(0).getId().equals(table)
                    && decisions.get(0).getExpression() instanceof DecisionTable;
            if (!isTheTable) {
                throw new RefusedException(
                        Kind.INVALID,
                        "not-the-table",
                        "The file must hold exactly one decision, a decision table with the id " + table + ".");
            }
        } catch (DmnModelException malformed) {
            throw new RefusedException(Kind.INVALID, "not-dmn", "The file is not DMN 1.3: " + malformed.getMessage());
        }
    }

    /**
     * Puts a proposed table in force.
     *
     * @param sha256 of the file that the owner has seen
     * @throws RefusedException FORBIDDEN for whoever is no policy owner or proposed it, CONFLICT when it was decided
     *     already or is another file
     */
    @Transactional
    public PolicyProposal approve(long number, String sha256, String owner) {
        PolicyProposal proposal = decidable(number, owner);
        if (!proposal.sha256().equals(sha256)) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "hash-differs",
                    "The hash " + sha256 + " is not that of proposal " + number + ", which is " + proposal.sha256()
                            + ".");
        }
        DeploymentWithDefinitions deployed;
        try {
            deployed = repository
                    .createDeployment()
                    .name("policy-" + proposal.table())
                    .source("gatehouse")
                    .addInputStream("dmn/" + proposal.table() + ".dmn", new ByteArrayInputStream(content(number)))
                    .deployWithResult();
        } catch (ProcessEngineException unusable) {
            throw new RefusedException(
                    Kind.INVALID, "not-dmn", "The engine cannot use this table: " + unusable.getMessage());
        }
        int version = deployed.getDeployedDecisionDefinitions().get(0).getVersion();
        decide(number, "APPROVED", owner, version);
        PolicyProposal approved = find(number);
        listeners.forEach(listener -> listener.inForce(approved.table(), version, approved));
        return approved;
    }

    /** @throws RefusedException as {@link #approve} */
    @Transactional
    public PolicyProposal refuse(long number, String owner) {
        decidable(number, owner);
        decide(number, "REFUSED", owner, null);
        return find(number);
    }

    private PolicyProposal decidable(long number, String owner) {
        jdbc.sql("select number from gh_policy_proposal where number = ? for update")
                .param(number)
                .query(Long.class)
                .optional();
        PolicyProposal proposal = find(number);
        if (!isOwner(owner)) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "no-policy-owner",
                    owner + " is no policy owner; a policy owner decides proposals.");
        }
        if (proposal.proposedBy().equals(owner)) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "own-proposal", "A proposal is decided by a policy owner who did not make it.");
        }
        if (proposal.state() != PolicyProposal.State.PROPOSED) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "already-decided",
                    "Proposal " + number + " was already decided: " + proposal.state() + " by " + proposal.decidedBy()
                            + ".");
        }
        return proposal;
    }

    private void decide(long number, String state, String owner, @Nullable Integer version) {
        jdbc.sql(
                        "update gh_policy_proposal set state = ?, decided_by = ?, decided_at = ?, version = ? where number = ?")
                .params(state, owner, clock.instant().atOffset(ZoneOffset.UTC), version, number)
                .update();
    }

    /** @throws RefusedException UNKNOWN */
    public PolicyProposal find(long number) {
        return all().stream()
                .filter(proposal -> proposal.number() == number)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "unknown-proposal", "There is no policy proposal " + number + "."));
    }

    /** Every proposal, the newest first. */
    public List<PolicyProposal> all() {
        return jdbc.sql("select * from gh_policy_proposal order by number desc")
                .query(PolicyChanges::read)
                .list();
    }

    /** The proposed DMN file. */
    public byte[] content(long number) {
        return jdbc.sql("select content from gh_policy_proposal where number = ?")
                .param(number)
                .query((row, index) -> StoredBytes.read(row, "content"))
                .single();
    }

    private static PolicyProposal read(ResultSet row, int index) throws SQLException {
        return new PolicyProposal(
                row.getLong("number"),
                row.getString("table_key"),
                row.getString("sha256"),
                row.getString("reason"),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                PolicyProposal.State.valueOf(row.getString("state")),
                row.getString("decided_by"),
                row.getObject("version", Integer.class));
    }
}
