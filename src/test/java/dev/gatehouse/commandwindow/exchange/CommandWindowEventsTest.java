package dev.gatehouse.commandwindow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.commandwindow.Scenario;
import dev.gatehouse.commandwindow.domain.Fact;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandWindowEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-04-17T15:00:00Z");
    private static final Interval HOUR = new Interval(AT, AT.plusSeconds(3600));

    static Stream<Arguments> facts() {
        return Stream.of(
                Arguments.of(
                        "support.evidence.rescheduled",
                        "{'evidenceId':'e','readyAt':'2026-04-17T15:00:00Z'}",
                        new Fact.EvidenceRescheduled("e", AT)),
                Arguments.of(
                        "support.evidence.confirmed",
                        "{'evidenceId':'e','at':'2026-04-17T17:00:00+02:00'}",
                        new Fact.EvidenceConfirmed("e", AT)),
                Arguments.of(
                        "support.evidence.withdrawn",
                        "{'evidenceId':'e','reason':'wrong build'}",
                        new Fact.EvidenceWithdrawn("e", "wrong build")),
                Arguments.of(
                        "support.checkpoint.started",
                        "{'checkpointId':'c','at':'2026-04-17T15:00:00Z'}",
                        new Fact.CheckpointStarted("c", AT)),
                Arguments.of(
                        "support.checkpoint.completed",
                        "{'checkpointId':'c','at':'2026-04-17T15:00:00Z'}",
                        new Fact.CheckpointCompleted("c", AT)),
                Arguments.of(
                        "support.delegate.rotated",
                        "{'role':'r','from':'a','to':'b','effectiveAt':'2026-04-17T15:00:00Z'}",
                        new Fact.DelegateRotated("r", "a", "b", AT, null)),
                Arguments.of(
                        "support.delegate.rotated",
                        "{'role':'r','from':'a','to':'b','effectiveAt':'2026-04-17T15:00:00Z','until':'2026-04-17T16:00:00Z'}",
                        new Fact.DelegateRotated("r", "a", "b", AT, HOUR.to())),
                Arguments.of(
                        "support.owner.unavailable",
                        "{'person':'p','from':'2026-04-17T15:00:00Z','to':'2026-04-17T16:00:00Z'}",
                        new Fact.OwnerUnavailable("p", HOUR)),
                Arguments.of(
                        "support.window.changed",
                        "{'checkpointId':'c','windows':[{'from':'2026-04-17T15:00:00Z','to':'2026-04-17T16:00:00Z'}]}",
                        new Fact.WindowChanged("c", List.of(HOUR))),
                Arguments.of(
                        "support.freeze.declared",
                        "{'freezeId':'f','from':'2026-04-17T15:00:00Z','to':'2026-04-17T16:00:00Z','reason':'quiet'}",
                        new Fact.FreezeDeclared("f", HOUR, "quiet")),
                Arguments.of("support.freeze.lifted", "{'freezeId':'f'}", new Fact.FreezeLifted("f")),
                Arguments.of(
                        "support.window.extended", "{'closesAt':'2026-04-17T15:00:00Z'}", new Fact.WindowExtended(AT)),
                Arguments.of("support.window.closed", "{}", new Fact.WindowClosed()));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void readsEveryType(String type, String data, Fact fact) throws Exception {
        assertThat(CommandWindowEvents.read(type, json(data))).isEqualTo(fact);
        assertThat(fact.type().eventType()).isEqualTo(type);
    }

    @Test
    void everyTypeIsRead() {
        assertThat(facts().map(one -> (String) one.get()[0]))
                .containsAll(CommandWindowEvents.types())
                .allMatch(CommandWindowEvents.types()::contains);
        assertThat(CommandWindowEvents.types()).hasSize(12).doesNotContain(CommandWindowEvents.START_TYPE);
    }

    @Test
    void closesWithoutData() {
        assertThat(CommandWindowEvents.validate("support.window.closed", MissingNode.getInstance()))
                .isEmpty();
        assertThat(CommandWindowEvents.read("support.window.closed", MissingNode.getInstance()))
                .isEqualTo(new Fact.WindowClosed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "support.evidence.rescheduled | {'evidenceId':'e'} | /readyAt | is missing",
                "support.evidence.rescheduled | {'evidenceId':'e','readyAt':'soon'} | /readyAt | an instant with its zone",
                "support.evidence.rescheduled | {'evidenceId':'e','readyAt':'9999-01-01T00:00:00Z'} | /readyAt | between the years",
                "support.evidence.rescheduled | {'evidenceId':5,'readyAt':'2026-04-17T15:00:00Z'} | /evidenceId | a text of 1 to 100",
                "support.evidence.withdrawn   | {'evidenceId':'e'} | /reason | is missing",
                "support.checkpoint.started   | {'checkpointId':'','at':'2026-04-17T15:00:00Z'} | /checkpointId | an empty text",
                "support.checkpoint.completed | [] | '' | an object with checkpointId and at",
                "support.checkpoint.started   | {'checkpointId':'c','at':'2026-04-17T15:00:00Z','by':'x'} | /by | use one of: checkpointId, at",
                "support.window.changed       | {'checkpointId':'c','windows':[]} | /windows | a list of 1 to 50 windows",
                "support.window.changed       | {'checkpointId':'c','windows':[{'from':'2026-04-17T16:00:00Z','to':'2026-04-17T15:00:00Z'}]} | /windows/0/to | to must be after from",
                "support.freeze.declared      | {'freezeId':'f','from':'2026-04-17T16:00:00Z','to':'2026-04-17T16:00:00Z','reason':'r'} | /to | to must be after from",
                "support.owner.unavailable    | {'person':'p','from':'2026-04-17T16:00:00Z','to':'2026-04-17T15:00:00Z'} | /to | to must be after from",
                "support.delegate.rotated     | {'role':'r','from':'a','to':'b','effectiveAt':'2026-04-17T15:00:00Z','until':'2026-04-17T15:00:00Z'} | /until | until must be after effectiveAt",
                "support.delegate.rotated     | {'role':'r','from':'a','to':'a','effectiveAt':'2026-04-17T15:00:00Z'} | /to | somebody else",
                "support.window.extended      | {'closesAt':20} | /closesAt | an instant with its zone",
                "support.window.closed        | {'reason':'done'} | /reason | use one of: none",
            })
    void saysWhereAndWhatWouldBeRight(String type, String data, String pointer, String remedy) throws Exception {
        assertThat(CommandWindowEvents.validate(type, json(data)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo(pointer);
                    assertThat(fault.message()).contains(remedy);
                });
        assertThatThrownBy(() -> CommandWindowEvents.read(type, json(data))).isInstanceOf(FaultsException.class);
    }

    @Test
    void tellsAllFaultsOfAnEvent() throws Exception {
        assertThat(CommandWindowEvents.validate(
                        "support.delegate.rotated",
                        json("{'role':'','from':'a','effectiveAt':'2026-04-17T15:00','until':'x'}")))
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/role", "/to", "/effectiveAt", "/until");
    }

    @Test
    void refusesAHandoverToSomebodyUnknownWhereItCanTell() throws Exception {
        JsonNode data = json("{'role':'r','from':'a','to':'ghost','effectiveAt':'2026-04-17T15:00:00Z'}");

        assertThat(CommandWindowEvents.validate("support.delegate.rotated", data, Scenario::isPerson))
                .extracting(Fault::pointer)
                .containsExactly("/to");
        assertThat(CommandWindowEvents.validate("support.delegate.rotated", data))
                .isEmpty();
    }

    @Test
    void refusesATypeOfAnotherFlow() {
        assertThatThrownBy(() -> CommandWindowEvents.validate("support.runbook.published", JSON.createObjectNode()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheRoleWhoseWindowChanges() {
        Fact security = new Fact.WindowChanged("workaround-safety-review", List.of(HOUR));

        assertThat(CommandWindowEvents.roleConcerned(Scenario.declaration(), security))
                .contains("security-review");
        assertThat(CommandWindowEvents.roleConcerned(
                        Scenario.declaration(), new Fact.WindowChanged("unknown", List.of(HOUR))))
                .isEmpty();
        assertThat(CommandWindowEvents.roleConcerned(Scenario.declaration(), new Fact.FreezeLifted("f")))
                .isEmpty();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
