package dev.gatehouse.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The first account of an installation that is not the demo. */
class CreateAdminIT {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private List<String> settings() {
        return List.of("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("gatehouse"));
    }

    private int create(String name, String password) {
        return new CreateAdmin()
                .create(
                        name,
                        password,
                        settings(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void makesOneAdminAndNoSecond() {
        assertThat(create("first.admin", "short")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("at least 10 characters");
        assertThat(create("first/admin", "long-enough-1")).isEqualTo(1);
        assertThat(create("first.admin", "long-enough-1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("first.admin is the first admin");
        assertThat(create("second.admin", "long-enough-1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is an admin already");

        try (ConfigurableApplicationContext accounts = new SpringApplicationBuilder(CreateAdmin.Accounts.class)
                .web(WebApplicationType.NONE)
                .run(settings().toArray(new String[0]))) {
            IdentityService identity = accounts.getBean(IdentityService.class);
            assertThat(identity.createUserQuery().list())
                    .singleElement()
                    .extracting("id")
                    .isEqualTo("first.admin");
            assertThat(identity.checkPassword("first.admin", "long-enough-1")).isTrue();
        }
    }

    @Test
    void givesNobodyAPasswordOutsideTheDemo() {
        try (ConfigurableApplicationContext accounts = new SpringApplicationBuilder(CreateAdmin.Accounts.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("people"),
                        "--gatehouse.directory=classpath:demo/people.json")) {
            IdentityService identity = accounts.getBean(IdentityService.class);
            assertThat(identity.createUserQuery().userId("maria.keller").count())
                    .isEqualTo(1);
            assertThat(identity.checkPassword("maria.keller", "maria.keller")).isFalse();
            assertThat(identity.checkPassword("admin", "admin")).isFalse();
        }
    }
}
