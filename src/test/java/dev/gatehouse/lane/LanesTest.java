package dev.gatehouse.lane;

import static dev.gatehouse.lane.LaneFixture.AUDITOR;
import static dev.gatehouse.lane.LaneFixture.EVELYN;
import static dev.gatehouse.lane.LaneFixture.LANE;
import static dev.gatehouse.lane.LaneFixture.OMAR;
import static dev.gatehouse.lane.LaneFixture.OUTSIDER;
import static dev.gatehouse.lane.LaneFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.Manifests;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Validity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
    private static final Validity WINDOW = new Validity(Manifests.FROM, Manifests.TO);

    @TempDir
    private Path folder;

    private LaneFixture fixture;
    private Lanes lanes;
    private LaneDesk desk;

    @BeforeEach
    void lanes() {
        fixture = new LaneFixture(folder);
        lanes = fixture.lanes;
        desk = fixture.desk;
    }

    @Test
    void releasesASignedManifestAndThePacketItNames() {
        LaneCopy copy = fixture.drill("REC-1");

        LaneReading reading = desk.read(LANE, "REC-1", EVELYN);

        assertThat(reading.packet()).isEqualTo(LaneFixture.packet());
        assertThat(copy.sha256())
                .isEqualTo(Manifests.of("REC-1", LaneFixture.packet()).sha256());
        JsonNode manifest = StrictJson.read(
                Base64.getDecoder().decode(reading.envelope().path("payload").asText()));
        assertThat(manifest.path("sha256").asText()).isEqualTo(copy.sha256());
        LedgerEntry released = fixture.ledger.of("REC-1").get(0);
        assertThat(released.kind()).isEqualTo(LedgerKind.RELEASED);
        assertThat(released.policies()).containsEntry("option-bounds", "1");
        assertThat(released.payload().path("manifestSha256").asText()).isEqualTo(copy.manifestSha256());
    }

    @Test
    void refusesAPacketThatTheManifestDoesNotName() {
        fixture.inTransaction(() -> {
            fixture.open("REC-1", true);
            ReleaseManifest manifest = LaneFixture.manifest("REC-1", true, WINDOW, List.of(EVELYN));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lanes.release(manifest, Manifests.recommendation(1), OWNER, OWNER));
            return manifest;
        });
        assertThat(lanes.find("REC-1")).isEmpty();
    }

    @Test
    void refusesALiveManifestForADrill() {
        fixture.inTransaction(() -> {
            fixture.open("REC-1", true);
            ReleaseManifest live = LaneFixture.manifest("REC-1", false, WINDOW, List.of(EVELYN));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lanes.release(live, LaneFixture.packet(), OWNER, OWNER))
                    .withMessageContaining("DRILL");
            return live;
        });
    }

    @Test
    void releasesACaseOnce() {
        fixture.drill("REC-1");

        RefusedException refused = refused(() -> fixture.inTransaction(() -> lanes.release(
                LaneFixture.manifest("REC-1", true, WINDOW, List.of(EVELYN)), LaneFixture.packet(), OWNER, OWNER)));

        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void releasesNothingWhoseWindowIsOver() {
        fixture.at("REC-1", "2026-05-01T18:00:00Z");

        assertThat(refused(() -> fixture.released("REC-1", true, WINDOW)).code())
                .isEqualTo("window-over");
        assertThat(lanes.find("REC-1")).isEmpty();
    }

    @Test
    void writesOnlyInATransaction() {
        ReleaseManifest manifest = LaneFixture.manifest("REC-1", true, WINDOW, List.of(EVELYN));

        assertThatIllegalStateException().isThrownBy(() -> lanes.release(manifest, LaneFixture.packet(), OWNER, OWNER));
        assertThatIllegalStateException().isThrownBy(() -> lanes.expire("REC-1"));
    }

    @Test
    void marksEveryReadersCopyAndRecordsEveryRead() {
        fixture.drill("REC-1");

        String evelyns = desk.read(LANE, "REC-1", EVELYN).copyMark();
        String omars = desk.read(LANE, "REC-1", OMAR).copyMark();

        assertThat(evelyns)
                .hasSize(24)
                .isNotEqualTo(omars)
                .isEqualTo(desk.read(LANE, "REC-1", EVELYN).copyMark());
        assertThat(fixture.ledgerOf("REC-1"))
                .containsExactly("RELEASED renata.lima", "READ evelyn.stone", "READ omar.haddad", "READ evelyn.stone");
        assertThat(fixture.lastEntry("REC-1").payload().path("copyMark").asText())
                .isEqualTo(evelyns);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-24T07:59:59.999999Z, FORBIDDEN",
        "2026-04-24T08:00:00Z, ",
        "2026-05-01T17:59:59.999999Z, ",
        "2026-05-01T18:00:00Z, GONE",
        "2026-09-01T00:00:00Z, GONE",
    })
    void judgesBothEdgesOfTheWindowByTheDrillsClock(String at, Kind refusal) {
        fixture.drill("REC-1");
        fixture.at("REC-1", at);

        if (refusal == null) {
            assertThat(desk.read(LANE, "REC-1", EVELYN).drill()).isTrue();
        } else {
            assertThat(refused(() -> desk.read(LANE, "REC-1", EVELYN)).kind()).isEqualTo(refusal);
        }
    }

    @Test
    void judgesALiveCaseByTheDatabasesClock() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        fixture.released("LIVE", false, new Validity(now.minusSeconds(60), now.plusSeconds(60)));
        fixture.released("EARLY", false, new Validity(now.plusSeconds(60), now.plusSeconds(120)));

        assertThat(desk.read(LANE, "LIVE", EVELYN).drill()).isFalse();
        assertThat(refused(() -> desk.read(LANE, "EARLY", EVELYN)).getMessage())
                .contains("is open from " + TimeWords.moment(now.plusSeconds(60)));
    }

    @Test
    void asksTheDatabaseForTheTimeOfTheStatementAndNotOfTheTransaction() {
        Duration passed = fixture.inTransaction(() -> {
            Instant first = fixture.clock.database();
            pause();
            return Duration.between(first, fixture.clock.database());
        });

        assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMillis(40));
    }

    @Test
    void judgesNoDrillWithoutAClock() {
        fixture.drill("REC-1");
        fixture.drillTimes.clear();

        assertThatIllegalStateException()
                .isThrownBy(() -> desk.read(LANE, "REC-1", EVELYN))
                .withMessageContaining("no flow keeps the clock");
    }

    @Test
    void saysWhenTheWindowOpensAndRecordsWhoCameEarly() {
        fixture.drill("REC-1");
        fixture.at("REC-1", "2026-04-24T07:00:00Z");

        RefusedException refused = refused(() -> desk.read(LANE, "REC-1", EVELYN));

        assertThat(refused.code()).isEqualTo("not-yet-valid");
        assertThat(refused.sentence()).isEqualTo("REC-1 is open from 2026-04-24 08:00 UTC on.");
        assertThat(refused.facts()).containsExactly(entry("validFrom", "2026-04-24T08:00:00Z"));
        assertThat(fixture.ledgerOf("REC-1")).endsWith("READ_REFUSED evelyn.stone");
    }

    @Test
    void writesAnExpiryDownOnceAndEveryoneWhoCameAfterIt() {
        fixture.drill("REC-1");
        fixture.at("REC-1", "2026-05-01T18:00:00Z");

        RefusedException over = refused(() -> desk.read(LANE, "REC-1", EVELYN));
        assertThat(over.sentence()).isEqualTo("REC-1 is over since 2026-05-01 18:00 UTC.");
        assertThat(over.facts()).containsExactly(entry("validTo", "2026-05-01T18:00:00Z"));
        assertThat(refused(() -> desk.read(LANE, "REC-1", OMAR)).code()).isEqualTo("expired");
        assertThat(fixture.inTransaction(() -> lanes.expire("REC-1"))).isFalse();
        assertThat(fixture.ledgerOf("REC-1"))
                .containsExactly(
                        "RELEASED renata.lima",
                        "LANE_EXPIRED gatehouse",
                        "READ_REFUSED evelyn.stone",
                        "READ_REFUSED omar.haddad");
        assertThat(fixture.heard)
                .containsExactly("REC-1 EXPIRED", "evelyn.stone blocked at read", "omar.haddad blocked at read");
    }

    @Test
    void expiresOnlyWhenTheWindowIsOver() {
        fixture.drill("REC-1");

        assertThat(fixture.inTransaction(() -> lanes.expire("REC-1"))).isFalse();
        fixture.at("REC-1", "2026-05-01T18:00:00Z");
        assertThat(fixture.inTransaction(() -> lanes.expire("REC-1"))).isTrue();
        assertThat(fixture.inTransaction(() -> lanes.expire("REC-9"))).isFalse();
        assertThat(lanes.endOf(lanes.find("REC-1").orElseThrow()))
                .map(LaneEnd::state)
                .contains(LaneState.EXPIRED);
    }

    @Test
    void tellsOutsidersTheSameWhateverThereIs() {
        fixture.drill("REC-1");
        fixture.drill("REC-2");
        fixture.at("REC-2", "2026-06-01T00:00:00Z");
        fixture.drill("REC-3");
        fixture.inTransaction(() -> lanes.withdraw("REC-3", OWNER, "mistaken"));
        fixture.drill("REC-4");
        fixture.at("REC-4", "2026-01-01T00:00:00Z");

        List<String> told = List.of("REC-1", "REC-2", "REC-3", "REC-4", "NO-SUCH-CASE").stream()
                .map(id -> refused(() -> desk.read(LANE, id, OUTSIDER)))
                .map(refused -> refused.kind() + " " + refused.code() + " " + refused.getMessage())
                .distinct()
                .toList();

        assertThat(told)
                .containsExactly("FORBIDDEN not-in-audience At the lane " + LANE + " this is not open to naomi.fry.");
        assertThat(fixture.ledgerOf("REC-1")).endsWith("READ_REFUSED naomi.fry");
        for (String notReader : List.of(OWNER, AUDITOR)) {
            assertThat(refused(() -> desk.read(LANE, "REC-1", notReader)).kind())
                    .isEqualTo(Kind.FORBIDDEN);
        }
    }

    @Test
    void isClosedAtEveryOtherLane() {
        fixture.drill("REC-1");

        RefusedException refused = refused(() -> desk.read("duty-manager-handoff", "REC-1", EVELYN));

        assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(desk.attempts(LANE, "REC-1", OWNER))
                .extracting(LaneAccess::person, LaneAccess::lane)
                .containsExactly(org.assertj.core.api.Assertions.tuple(EVELYN, "duty-manager-handoff"));
    }

    @Test
    void recordsForwardsInsideTheAudience() {
        fixture.drill("REC-1");

        LaneDesk.Forward forward = desk.forward(LANE, "REC-1", EVELYN, () -> List.of(OMAR, OMAR));

        assertThat(forward.to()).containsExactly(OMAR);
        assertThat(fixture.lastEntry("REC-1").kind()).isEqualTo(LedgerKind.FORWARDED);
        assertThat(fixture.lastEntry("REC-1").payload().path("to").path(0).asText())
                .isEqualTo(OMAR);
    }

    @Test
    void forwardsToNobodyWhenOneIsOutside() {
        fixture.drill("REC-1");

        RefusedException refused =
                refused(() -> desk.forward(LANE, "REC-1", EVELYN, () -> List.of(OMAR, OUTSIDER, "x@customer.example")));

        assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(refused.getMessage())
                .contains("naomi.fry, x@customer.example")
                .doesNotContain(OMAR);
        assertThat(fixture.ledgerOf("REC-1")).containsExactly("RELEASED renata.lima", "FORWARD_REFUSED evelyn.stone");
    }

    @Test
    void doesNotTellAnOutsiderWhatIsWrongWithTheirAddresses() {
        fixture.drill("REC-1");

        RefusedException refused = refused(() -> desk.forward(LANE, "REC-1", OUTSIDER, () -> {
            throw new FaultsException(List.of(new Fault("/to/0", "does not fit")));
        }));

        assertThat(refused.code()).isEqualTo("not-in-audience");
        assertThat(fixture.ledgerOf("REC-1")).endsWith("FORWARD_REFUSED naomi.fry");
    }

    @Test
    void forwardsNothingAfterTheWindow() {
        fixture.drill("REC-1");
        fixture.at("REC-1", "2026-05-01T18:00:00Z");

        assertThat(refused(() -> desk.forward(LANE, "REC-1", EVELYN, () -> List.of(OMAR)))
                        .kind())
                .isEqualTo(Kind.GONE);
    }

    @Test
    void isWithdrawnByItsReleaseOwnerForItsExactHash() {
        LaneCopy copy = fixture.drill("REC-1");

        for (String other : List.of(EVELYN, OUTSIDER, AUDITOR)) {
            assertThat(refused(() -> withdraw("REC-1", other, copy.sha256())).kind())
                    .isEqualTo(Kind.FORBIDDEN);
        }
        assertThat(refused(() -> withdraw("REC-1", OWNER, "0".repeat(64))).code())
                .isEqualTo("hash-differs");
        assertThat(desk.read(LANE, "REC-1", EVELYN)).isNotNull();

        assertThat(withdraw("REC-1", OWNER, copy.sha256()).state()).isEqualTo(LaneState.WITHDRAWN);

        RefusedException withdrawn = refused(() -> desk.read(LANE, "REC-1", EVELYN));
        assertThat(withdrawn.sentence()).isEqualTo("REC-1 was withdrawn at 2026-04-28 12:00 UTC: the cap was wrong");
        assertThat(withdrawn.facts()).containsExactly(entry("endedAt", "2026-04-28T12:00:00Z"));
        assertThat(refused(() -> withdraw("REC-1", OWNER, copy.sha256())).kind())
                .isEqualTo(Kind.GONE);
        assertThat(fixture.ledgerOf("REC-1")).contains("LANE_WITHDRAWN renata.lima", "DECISION_REFUSED renata.lima");
        assertThat(fixture.heard).contains("REC-1 WITHDRAWN");
    }

    @Test
    void namesTheSuccessorToWhomItIsFor() {
        fixture.drill("REC-1");
        fixture.at("REC-2", "2026-04-28T12:00:00Z");
        fixture.released("REC-2", true, WINDOW, List.of(EVELYN));

        assertThat(fixture.inTransaction(() -> lanes.supersede("REC-1", "REC-2", OWNER)))
                .isTrue();

        RefusedException toEvelyn = refused(() -> desk.read(LANE, "REC-1", EVELYN));
        assertThat(toEvelyn.sentence()).isEqualTo("REC-1 was superseded at 2026-04-28 12:00 UTC by REC-2.");
        assertThat(toEvelyn.facts())
                .containsExactly(entry("endedAt", "2026-04-28T12:00:00Z"), entry("supersededBy", "REC-2"));
        RefusedException toOmar = refused(() -> desk.read(LANE, "REC-1", OMAR));
        assertThat(toOmar.sentence()).isEqualTo("REC-1 was superseded at 2026-04-28 12:00 UTC.");
        assertThat(toOmar.facts()).containsOnlyKeys("endedAt");
        assertThat(refused(() -> desk.read(LANE, "REC-1", OUTSIDER)).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(fixture.inTransaction(() -> lanes.supersede("REC-1", "REC-2", OWNER)))
                .as("it ends once")
                .isFalse();
        assertThat(fixture.ledgerOf("REC-1")).contains("LANE_SUPERSEDED renata.lima");
    }

    @Test
    void supersedesOnlyByWhatIsReleased() {
        fixture.drill("REC-1");

        assertThatIllegalStateException()
                .isThrownBy(() -> fixture.inTransaction(() -> lanes.supersede("REC-1", "REC-2", OWNER)));
    }

    @Test
    void putsNothingLiveOutOfForceByADrill() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        fixture.released("REC-1", false, new Validity(now.minusSeconds(60), now.plusSeconds(60)));
        fixture.at("REC-2", "2026-04-28T12:00:00Z");
        fixture.released("REC-2", true, WINDOW, List.of(EVELYN));

        assertThat(refused(() -> fixture.inTransaction(() -> lanes.supersede("REC-1", "REC-2", OWNER)))
                        .sentence())
                .isEqualTo("REC-2 cannot take the place of REC-1: only one of the two is a drill.");
        assertThat(desk.read(LANE, "REC-1", EVELYN).copy().packetId()).isEqualTo("REC-1");
    }

    @Test
    void showsReadersThatItHasGoneStale() {
        fixture.drill("REC-1");

        fixture.inTransaction(() -> {
            lanes.markStale("REC-1", "incident-timeline INC-88213 has version 11", "incident-tracker");
            return true;
        });

        assertThat(desk.read(LANE, "REC-1", EVELYN).staleBecause())
                .containsExactly("incident-timeline INC-88213 has version 11");
        assertThat(fixture.ledgerOf("REC-1")).contains("LANE_STALE incident-tracker");
    }

    @Test
    void showsBlockedAttemptsToTheReleaseOwnerAndAuditorsAlone() {
        fixture.drill("REC-1");
        refused(() -> desk.read(LANE, "REC-1", OUTSIDER));

        assertThat(desk.attempts(LANE, "REC-1", OWNER))
                .extracting(LaneAccess::person, LaneAccess::what)
                .containsExactly(org.assertj.core.api.Assertions.tuple(OUTSIDER, "read"));
        assertThat(desk.attempts(LANE, "REC-1", AUDITOR)).hasSize(1);
        assertThat(refused(() -> desk.attempts(LANE, "REC-1", EVELYN)).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(refused(() -> desk.attempts(LANE, "REC-9", OWNER)).kind()).isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void signsWhereTheCopiesStandForWhomTheyConcern() {
        fixture.drill("REC-1");
        fixture.at("REC-2", "2026-04-28T12:00:00Z");
        fixture.released("REC-2", true, WINDOW, List.of(EVELYN));
        fixture.inTransaction(() -> lanes.supersede("REC-1", "REC-2", OWNER));
        fixture.drill("REC-3");
        fixture.at("REC-3", "2026-05-01T18:00:00Z");

        assertThat(states(EVELYN)).containsExactly("REC-1 SUPERSEDED REC-2", "REC-2 RELEASED ", "REC-3 EXPIRED ");
        assertThat(states(OMAR)).containsExactly("REC-1 SUPERSEDED ", "REC-3 EXPIRED ");
        assertThat(states(OWNER)).hasSize(3);
        assertThat(states(AUDITOR)).hasSize(3);
        assertThat(refused(() -> desk.state(LANE, OUTSIDER)).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(refused(() -> desk.state("another-lane", EVELYN)).kind()).isEqualTo(Kind.FORBIDDEN);
    }

    private List<String> states(String reader) {
        JsonNode envelope = desk.state(LANE, reader);
        assertThat(envelope.path("payloadType").asText()).isEqualTo("application/vnd.gatehouse.lane-state+json");
        return StrictJson.read(
                        Base64.getDecoder().decode(envelope.path("payload").asText()))
                .path("packets")
                .valueStream()
                .map(packet -> packet.path("packetId").asText() + " "
                        + packet.path("state").asText() + " "
                        + packet.path("supersededBy").asText())
                .toList();
    }

    private LaneEnd withdraw(String packetId, String who, String sha256) {
        return desk.withdraw(LANE, packetId, who, () -> new LaneDesk.Withdrawal("the cap was wrong", sha256));
    }

    private static RefusedException refused(ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
