package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.testing.ApplicationProcess;
import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole application on databases that are empty at first. */
class EngineStartIT {

    @TempDir
    Path folder;

    @Test
    void startsTheEngineAsTheRuntimeRole() {
        try (ConfigurableApplicationContext node = new SpringApplicationBuilder(Gatehouse.class)
                .run("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())) {
            assertThat(node.getBean(ProcessEngine.class).getManagementService().getTableCount())
                    .containsKey("ACT_RU_JOB");
            assertThat(node.getBean(JdbcTemplate.class).queryForObject("select current_user", String.class))
                    .isEqualTo("GATEHOUSE");
        }
    }

    @Test
    void letsTwoNodesStartAtTheSameMomentOnAnEmptyPostgres() {
        PostgresDatabase database = PostgresServer.newDatabase();
        List<String> properties = Stream.concat(
                        Stream.of("spring.profiles.active=postgresql"), database.properties().stream())
                .toList();
        try (ApplicationProcess one = ApplicationProcess.start(folder.resolve("one.log"), properties);
                ApplicationProcess two = ApplicationProcess.start(folder.resolve("two.log"), properties)) {
            assertThat(one.awaitStarted(Duration.ofMinutes(3))).startsWith("http://127.0.0.1:");
            assertThat(two.awaitStarted(Duration.ofMinutes(3))).startsWith("http://127.0.0.1:");
        }
    }
}
