package dev.gatehouse.digest.git;

import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The repositories from the settings; nonsense in these keeps the server from starting. */
@Configuration
@EnableConfigurationProperties(MirrorSettings.class)
class RunbookRepositoriesConfiguration {

    @Bean
    RunbookRepositories runbookRepositories(Environment environment, MirrorSettings mirrors) {
        Map<String, RunbookSettings> runbooks = Binder.get(environment)
                .bind("gatehouse.runbooks", Bindable.mapOf(String.class, RunbookSettings.class))
                .orElse(Map.of());
        return new RunbookRepositories(runbooks, mirrors);
    }
}
