package dev.gatehouse.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.PublishedRunbooks.Tag;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The running application with one repository of runbooks, which all tests of the flow share; each has a runbook of its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
abstract class RunningDigests {

    private static @Nullable PublishedRunbooks published;
    private static int paths;

    @LocalServerPort
    int port;

    Doors doors;

    @DynamicPropertySource
    static void repositories(DynamicPropertyRegistry settings) {
        runbooks().configure(settings);
    }

    static synchronized PublishedRunbooks runbooks() {
        if (published == null) {
            try {
                published = new PublishedRunbooks(Files.createTempDirectory("runbooks"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return published;
    }

    @BeforeEach
    void connect() {
        doors = new Doors("http://127.0.0.1:" + port);
    }

    /** A path that no other test has. */
    static synchronized String path() {
        return "runbooks/runbook-" + ++paths + ".md";
    }

    static String name(String path) {
        return path.substring("runbooks/".length(), path.length() - ".md".length());
    }

    /** A small runbook of one step, and one owner of one service. */
    static String runbook(String step, String owner) {
        return "# Gateway\n\n## Steps {#steps}\n- %s {#restart}\n- Tell the bridge. {#tell}\n\n## Ownership {#ownership}\n| service | owner |\n|---|---|\n| gateway | %s |\n"
                .formatted(step, owner);
    }

    /** Likewise, of a service that only this runbook has. */
    static String owned(String path, String step, String owner) {
        return runbook(step, owner).replace("gateway", name(path));
    }

    DigestCase drill(String path, Tag revision) {
        return DigestCase.drill(doors, PublishedRunbooks.NAME)
                .path(path)
                .revision(revision.name())
                .baseline(null);
    }

    /** A drill that has been started. */
    DigestCase started(String path, Tag revision, @Nullable Tag baseline) {
        return started(drill(path, revision).baseline(baseline == null ? null : baseline.name()));
    }

    static DigestCase started(DigestCase one) {
        Answer answer = one.start();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return one;
    }
}
