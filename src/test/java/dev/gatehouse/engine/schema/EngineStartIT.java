package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Gatehouse;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole application on a database that is empty at first. */
class EngineStartIT {

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
}
