package dev.gatehouse.packet.signing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningProperties.class)
class SigningConfiguration {

    @Bean
    SigningKeys signingKeys(SigningProperties properties) {
        return SigningKeys.in(properties.keys(), properties.active());
    }
}
