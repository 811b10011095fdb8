package dev.gatehouse.commandwindow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.BoundaryRuling;
import dev.gatehouse.commandwindow.domain.CaseEvent;
import dev.gatehouse.commandwindow.domain.CommandPacket;
import dev.gatehouse.commandwindow.domain.CommandPacket.Lineage;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.PacketAssembler;
import dev.gatehouse.commandwindow.domain.Resequencer;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Situation;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import dev.gatehouse.commandwindow.exchange.CommandPacketJson;
import dev.gatehouse.commandwindow.solver.CpSatResequencer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Candidates of the scenario, made with the real resequencer. */
public final class Packets {
    private static final Resequencer RESEQUENCER = new CpSatResequencer();
    public static final Map<String, String> POLICIES = Map.of("change-authority", "1", "delegate-mapping", "1");

    private Packets() {}

    /** The candidate after these events of a drill, with the declared timeline as the authority. */
    public static CommandPacket after(List<CaseEvent> events, BoundaryRuling... rulings) {
        Declaration declaration = Scenario.declaration();
        return after(declaration, Timeline.declared(declaration), events, rulings);
    }

    public static CommandPacket after(
            Declaration declaration, Timeline authoritative, List<CaseEvent> events, BoundaryRuling... rulings) {
        return after(declaration, authoritative, Set.of(), events, rulings);
    }

    public static CommandPacket after(
            Declaration declaration,
            Timeline authoritative,
            Set<EventReference> settled,
            List<CaseEvent> events,
            BoundaryRuling... rulings) {
        Situation situation = Situation.of(
                declaration,
                events,
                List.of(rulings),
                Scenario.approvals(),
                Optional.empty(),
                Situation.drillClock(declaration, events));
        Resequencing sequence = RESEQUENCER.resequence(situation.toProblem(authoritative));
        assertThat(TimelineChecker.violations(situation.toProblem(authoritative), sequence))
                .isEmpty();
        return PacketAssembler.assemble(
                situation, authoritative, sequence, settled, new Lineage("bb", List.of("aa", "bb")), POLICIES);
    }

    public static ObjectNode json(List<CaseEvent> events, BoundaryRuling... rulings) {
        return CommandPacketJson.write(after(events, rulings));
    }
}
