package dev.gatehouse.lane;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.packet.manifest.Manifests;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.packet.signing.SigningKeys;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.testing.StoreDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Lanes over a database of their own; the drill's clock is set by hand. */
final class LaneFixture {
    static final String LANE = Manifests.LANE;
    static final String EVELYN = "evelyn.stone";
    static final String OMAR = "omar.haddad";
    static final String OUTSIDER = "naomi.fry";
    static final String OWNER = "renata.lima";
    static final String AUDITOR = "arno.weiss";

    final StoreDatabase database = StoreDatabase.h2();
    final Map<String, Instant> drillTimes = new HashMap<>();
    final List<String> heard = new ArrayList<>();
    final SigningKeys keys;
    final Cases cases;
    final Ledger ledger;
    final CaseClock clock;
    final Lanes lanes;
    final LaneDesk desk;

    LaneFixture(Path folder) {
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V3__cases_and_gates.sql"),
                        new ClassPathResource("db/migration/V8__lanes.sql"))
                .execute(database.dataSource());
        keys = SigningKeys.in(folder, "manifest-key");
        cases = new Cases(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
        ledger = new Ledger(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
        DrillClock drills = drill -> Optional.ofNullable(drillTimes.get(drill.caseId()));
        clock = new CaseClock(
                database.jdbc(),
                database.dataSource(),
                new StaticListableBeanFactory(Map.of("drills", drills)).getBeanProvider(DrillClock.class));
        LaneListener listener = new LaneListener() {
            @Override
            public void ended(LaneCopy copy, LaneEnd end) {
                heard.add(copy.packetId() + " " + end.state());
            }

            @Override
            public void attemptBlocked(LaneCopy copy, LaneAccess attempt) {
                heard.add(attempt.person() + " blocked at " + attempt.what());
            }
        };
        Directory directory = mock(Directory.class);
        when(directory.groupsOf(any())).thenReturn(Set.of());
        when(directory.groupsOf(AUDITOR)).thenReturn(Set.of(Groups.AUDITORS));
        LaneStore store = new LaneStore(database.jdbc());
        var listeners = new StaticListableBeanFactory(Map.of("listener", listener)).getBeanProvider(LaneListener.class);
        LaneCopies copies = new LaneCopies(store, cases, ledger, clock, listeners);
        lanes = new Lanes(store, cases, ledger, clock, keys, copies);
        desk = new LaneDesk(
                store,
                copies,
                cases,
                clock,
                keys,
                directory,
                listeners,
                new DataSourceTransactionManager(database.dataSource()));
    }

    /** A drill that has released its packet, with its clock in the middle of the window. */
    LaneCopy drill(String packetId) {
        drillTimes.put(packetId, Instant.parse("2026-04-28T12:00:00Z"));
        return released(packetId, true, new Validity(Manifests.FROM, Manifests.TO));
    }

    LaneCopy released(String packetId, boolean drill, Validity validity) {
        return released(packetId, drill, validity, List.of(EVELYN, OMAR));
    }

    LaneCopy released(String packetId, boolean drill, Validity validity, List<String> audience) {
        return inTransaction(() -> {
            open(packetId, drill);
            return lanes.release(manifest(packetId, drill, validity, audience), packet(), OWNER, OWNER);
        });
    }

    void open(String packetId, boolean drill) {
        cases.open(packetId, "recovery", "t", drill, "p-" + packetId, JsonNodeFactory.instance.objectNode());
    }

    static JsonNode packet() {
        return Manifests.recommendation(200_000);
    }

    static ReleaseManifest manifest(String packetId, boolean drill, Validity validity, List<String> audience) {
        ReleaseManifest manifest = Manifests.of(packetId, packet());
        return new ReleaseManifest(
                packetId,
                manifest.revision(),
                manifest.sha256(),
                manifest.optionSetSha256(),
                LANE,
                audience,
                manifest.signers(),
                manifest.acceptedResiduals(),
                manifest.blockedTerms(),
                validity,
                manifest.policies(),
                manifest.ledgerHead(),
                manifest.boundary(),
                drill);
    }

    <T> T inTransaction(Supplier<T> work) {
        return database.transactions().execute(status -> work.get());
    }

    void at(String packetId, String time) {
        drillTimes.put(packetId, Instant.parse(time));
    }

    /** Kind and actor of every entry of the case. */
    List<String> ledgerOf(String packetId) {
        return ledger.of(packetId).stream()
                .map(entry -> entry.kind() + " " + entry.actor())
                .toList();
    }

    LedgerEntry lastEntry(String packetId) {
        List<LedgerEntry> entries = ledger.of(packetId);
        return entries.get(entries.size() - 1);
    }
}
