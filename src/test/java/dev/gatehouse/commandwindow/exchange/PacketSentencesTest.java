package dev.gatehouse.commandwindow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.Packets;
import dev.gatehouse.commandwindow.Scenario;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Situation;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketSentencesTest {

    @Test
    void saysWhatChanged() {
        assertThat(PacketSentences.whatChanged(Packets.json(Scenario.events())))
                .isEqualTo("4 checkpoints move and 1 checkpoint changes hands.");
        assertThat(PacketSentences.whatChanged(Packets.json(List.of())))
                .isEqualTo("No checkpoint moves, changes hands or is held.");
    }

    @Test
    void saysWhatTheDeclaredTimelineBreaks() {
        ObjectNode request = Scenario.request();
        ((ObjectNode) request.path("checkpoints").get(1)).put("start", "2026-04-17T14:55:00Z");
        Declaration declaration = CommandWindowRequests.read(request, Scenario::isPerson);
        Situation situation = Situation.of(
                declaration,
                List.of(),
                List.of(),
                Scenario.approvals(),
                Optional.empty(),
                declaration.window().from());

        List<String> sentences =
                TimelineChecker.violationsOf(situation.toProblem(Timeline.declared(declaration))).stream()
                        .map(violation -> PacketSentences.violation(violation, declaration))
                        .toList();

        assertThat(sentences)
                .contains("Restricted workaround-safety review would start before its own window opens"
                        + " (needs 14:55, allowed 15:00, 5 minutes short).")
                .anyMatch(sentence -> sentence.startsWith(
                        "Restricted workaround-safety review would start before workaround-verification is ready"))
                .noneMatch(sentence -> sentence.contains("Workaround verification notes"));
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryHoldReason(HoldReason reason) {
        assertThat(PacketSentences.holdReason(reason)).startsWith("is held because ");
    }
}
