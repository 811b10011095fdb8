package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.Standing.Ending;
import dev.gatehouse.readout.Standing.Fact;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Substitute;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingJsonTest {

    private static final Instant START = Instant.parse("2026-04-27T16:30:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Standing standing = new Standing(
            Map.of("fix-owner", Optional.of("ana.torres"), "escalation-manager", Optional.empty()),
            List.of(JSON.createObjectNode().put("person", "ana.torres").put("zone", "America/Los_Angeles")),
            List.of(JSON.createObjectNode().put("from", "2026-04-22T14:00:00Z")),
            Map.of(Fact.BLACKOUTS, START, Fact.seat("fix-owner"), START.minusSeconds(60)),
            2,
            Set.of(START.minusSeconds(900)),
            List.of(new Relaxation(
                    "exception-1",
                    START,
                    Set.of(new RuleOf(Rule.WORKING_HOURS, "kofi.mensah"), RuleOf.of(Rule.COVERAGE_HOURS)),
                    Set.of(new Substitute("fix-owner", "lea.hartmann")))),
            new Ask("petra.lang", "customer", "sooner", START, new Substitute("fix-owner", "lea.hartmann")),
            JSON.createObjectNode().put("start", START.toString()),
            true,
            START,
            true,
            true,
            Ending.WITHDRAWN);

    @Test
    void readsWhatItWrites() {
        assertThat(StandingJson.read(StandingJson.write(standing))).isEqualTo(standing);
        Standing bare = standing.asking(null).losing(null);
        assertThat(StandingJson.read(StandingJson.write(bare))).isEqualTo(bare);
    }

    @Test
    void seatsASubstituteForItsSlotOnly() {
        assertThat(standing.holdersAt(START)).containsExactly(new RoleHolder("fix-owner", "lea.hartmann"));
        assertThat(standing.holdersAt(START.plusSeconds(900)))
                .containsExactly(new RoleHolder("fix-owner", "ana.torres"));
        assertThat(standing.vacant()).containsExactly("escalation-manager");
    }

    @Test
    void letsTheLaterOfTwoStatementsHold() {
        assertThat(standing.isOvertaken(Fact.BLACKOUTS, START.minusSeconds(1))).isTrue();
        assertThat(standing.isOvertaken(Fact.BLACKOUTS, START))
                .as("of the same time the later arrival")
                .isFalse();
        assertThat(standing.isOvertaken(Fact.seat("fix-owner"), START.minusSeconds(30)))
                .isFalse();
        assertThat(standing.isOvertaken(Fact.seat("escalation-manager"), Instant.EPOCH))
                .as("nothing was ever stated")
                .isFalse();
        Standing stated = standing.statedAt(Fact.seat("fix-owner"), START);
        assertThat(stated.isOvertaken(Fact.seat("fix-owner"), START.minusSeconds(30)))
                .isTrue();
    }

    @Test
    void allowsARejectedStartAgainOnceItIsApproved() {
        Standing barred = standing.anotherRound(Set.of(START), 4);
        assertThat(barred.barred()).contains(START);
        assertThat(barred.rounds()).isEqualTo(3);
        Standing approved = barred.relaxed(new Relaxation("exception-2", START, Set.of(), Set.of()));
        assertThat(approved.barred()).doesNotContain(START);
        assertThat(approved.relaxations()).extracting(Relaxation::exceptionId).containsExactly("exception-2");
        assertThat(approved.ask()).isNull();
    }

    @Test
    void usesUpWhatWasApprovedWithTheLastRound() {
        assertThat(standing.anotherRound(Set.of(), 4).relaxations()).isEqualTo(standing.relaxations());
        Standing last = standing.anotherRound(Set.of(), 3);
        assertThat(last.relaxations()).isEmpty();
        assertThat(last.anotherRound(Set.of(), 3).rounds()).isEqualTo(3);
    }
}
