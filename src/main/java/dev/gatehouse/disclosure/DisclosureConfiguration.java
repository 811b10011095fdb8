package dev.gatehouse.disclosure;

import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.Groups;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What flow 2 is made of that is no component of its own. */
@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration {

    @Bean
    FlowDoor disclosureDoor() {
        return new FlowDoor(
                DisclosureProcess.KEY,
                DisclosureProcess.MESSAGE_CHARTERED,
                DisclosureRequests.CHARTERED,
                Set.of(Groups.PREMIUM_SUPPORT_LEADS, Groups.RELEASE_OWNERS));
    }
}
