package dev.gatehouse.recovery;

import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.Groups;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What flow 5 is made of that is no component of its own. */
@Configuration(proxyBeanMethods = false)
class RecoveryConfiguration {

    @Bean
    FlowDoor recoveryDoor() {
        return new FlowDoor(
                RecoveryProcess.KEY,
                RecoveryProcess.MESSAGE_READY,
                RecommendationJson.READY,
                Set.of(Groups.RECOVERY_DESK, Groups.RELEASE_OWNERS));
    }
}
