package dev.gatehouse.digest;

import static dev.gatehouse.digest.DigestCase.AUDITOR;
import static dev.gatehouse.digest.DigestCase.REVIEW;
import static dev.gatehouse.digest.DigestCase.REVIEWER;
import static dev.gatehouse.digest.DigestCase.by;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testing.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The demo's own repository, and the live case that waits at its first gate. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class DemoDigestIT {

    private static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void repository(DynamicPropertyRegistry settings) throws IOException {
        folder = Files.createTempDirectory("demo").resolve("premium-runbooks");
        settings.add("gatehouse.demo.runbooks", folder::toString);
        settings.add("gatehouse.runbooks.premium-runbooks.uri", folder::toString);
    }

    @Test
    void keepsALiveDigestOfARepositoryWithAHistory() throws Exception {
        try (Git git = Git.open(folder.toFile())) {
            assertThat(git.tagList().call()).hasSizeGreaterThanOrEqualTo(7);
        }
        Doors doors = new Doors("http://127.0.0.1:" + port);
        String task = doors.awaitGate(AUDITOR, "DIGEST-DEMO", REVIEW);
        JsonNode review = doors.review(REVIEWER, task);
        assertThat(review.path("drill").asBoolean()).isFalse();
        JsonNode packet = review.path("packet");
        assertThat(packet.path("runbook").path("id").asText()).isEqualTo("severity-one-escalation");
        assertThat(by(packet.path("changed"), "anchor", "kind"))
                .containsEntry("open-bridge", "CHANGED")
                .containsEntry("named-contact", "MOVED");
        assertThat(by(packet.path("open"), "kind", "anchor").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        List.of("AMBIGUOUS_EXCEPTION", "ASSUMPTION_CHANGED", "OWNER_MISMATCH", "RECORD_STALE"));
        assertThat(packet.path("context").findValuesAsText("key")).contains("KI-204");
    }
}
