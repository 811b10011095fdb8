package dev.gatehouse.readout;

import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.Groups;
import dev.gatehouse.readout.exchange.ReadoutEvents;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What flow 3 is made of that is no component of its own. */
@Configuration(proxyBeanMethods = false)
class ReadoutConfiguration {

    @Bean
    FlowDoor readoutDoor() {
        return new FlowDoor(
                ReadoutProcess.KEY,
                ReadoutProcess.MESSAGE_APPROVED,
                ReadoutEvents.APPROVED,
                Set.of(Groups.PROGRAM_MANAGERS));
    }
}
