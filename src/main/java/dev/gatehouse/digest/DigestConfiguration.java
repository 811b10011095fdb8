package dev.gatehouse.digest;

import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.Groups;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What flow 4 is made of that is no component of its own. */
@Configuration(proxyBeanMethods = false)
class DigestConfiguration {

    @Bean
    FlowDoor runbookDigestDoor() {
        return new FlowDoor(
                DigestProcess.KEY,
                DigestProcess.MESSAGE_PUBLISHED,
                DigestRequests.PUBLISHED,
                Set.of(Groups.SUPPORT_OPERATIONS));
    }
}
