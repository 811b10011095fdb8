package dev.gatehouse.commandwindow;

import dev.gatehouse.commandwindow.domain.Resequencer;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.commandwindow.solver.CpSatResequencer;
import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.Groups;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What flow 1 is made of that is no component of its own. */
@Configuration(proxyBeanMethods = false)
class CommandWindowConfiguration {

    /** Made at start-up: the solver's native library takes a second to load. */
    @Bean
    Resequencer resequencer() {
        return new CpSatResequencer();
    }

    @Bean
    FlowDoor commandWindowDoor() {
        return new FlowDoor(
                CommandWindowProcess.KEY,
                CommandWindowProcess.MESSAGE_DECLARED,
                CommandWindowEvents.START_TYPE,
                Set.of(Groups.BRIDGE_LEADS));
    }
}
