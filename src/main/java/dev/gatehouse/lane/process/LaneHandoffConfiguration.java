package dev.gatehouse.lane.process;

import dev.gatehouse.gate.FlowDoor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the handoff is made of that is no component of its own. */
@Configuration(proxyBeanMethods = false)
class LaneHandoffConfiguration {

    @Bean
    FlowDoor laneHandoffDoor() {
        return FlowDoor.closed(LaneHandoffProcess.KEY);
    }
}
