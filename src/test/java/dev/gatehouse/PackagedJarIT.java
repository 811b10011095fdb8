package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.Bundle;
import dev.gatehouse.packet.manifest.Manifests;
import dev.gatehouse.packet.signing.SigningKeys;
import dev.gatehouse.testing.ApplicationProcess;
import dev.gatehouse.testing.Doors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is handed out, as the build left it. */
class PackagedJarIT {

    private static final Path JAR = Path.of(System.getProperty("packaged.jar", "target/gatehouse.jar"));

    @TempDir
    Path folder;

    @Test
    void startsWithTheUsualArgumentsAndIsHealthy() throws IOException, InterruptedException {
        List<String> arguments = List.of("spring.datasource.url=jdbc:h2:file:" + folder.resolve("db/gatehouse"));
        try (ApplicationProcess node = ApplicationProcess.startJar(JAR, folder.resolve("log"), arguments)) {
            URI health = URI.create(node.awaitStarted(Duration.ofMinutes(3)) + "/actuator/health");

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"UP\"");
            assertThat(folder.resolve("db/gatehouse.mv.db")).exists();
        }
    }

    @Test
    void verifiesAReleasedPacketOnItsOwnWithTheKeysBesideIt() throws IOException, InterruptedException {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        Files.copy(JAR, alone.resolve("gatehouse.jar"));
        SigningKeys keys = SigningKeys.in(folder.resolve("keys"), "manifest-key");
        ObjectNode packet = Manifests.recommendation(200_000);
        ObjectNode envelope = Manifests.of("REC-1", packet).signedWith(keys);
        Files.writeString(alone.resolve("manifest.json"), envelope.toString());
        Files.writeString(alone.resolve("packet.json"), packet.toString());

        assertThat(verify(alone)).as("without keys").isEqualTo(2);
        Files.writeString(alone.resolve("gatehouse.keys"), keys.jwkSet().toString());
        assertThat(verify(alone)).isZero();
        Files.writeString(alone.resolve("packet.json"), packet.toString().replace("Nine", "Mine"));
        assertThat(verify(alone)).as("one byte changed").isEqualTo(10);
    }

    /** From another folder than the jar's. */
    private int verify(Path alone) throws IOException, InterruptedException {
        return run(
                alone,
                "verify",
                alone.resolve("manifest.json").toString(),
                alone.resolve("packet.json").toString(),
                "--at",
                "2026-04-28T12:00:00Z");
    }

    @Test
    void verifiesABundleOnItsOwnWithoutItsServer() throws IOException, InterruptedException {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        Files.copy(JAR, alone.resolve("gatehouse.jar"));
        List<String> demo = List.of(
                "spring.profiles.active=demo",
                "spring.datasource.url=jdbc:h2:file:" + folder.resolve("db/gatehouse"),
                "gatehouse.ledger.key-file=" + folder.resolve("ledger-key.pem"),
                "gatehouse.signing.keys=" + folder.resolve("keys"));
        Bundle bundle;
        try (ApplicationProcess node = ApplicationProcess.startJar(JAR, folder.resolve("log"), demo)) {
            Doors doors = new Doors(node.awaitStarted(Duration.ofMinutes(3)));
            bundle = Doors.await("a case is live", () -> doors.get("arno.weiss", "/api/cases")
                    .json()
                    .path("cases")
                    .valueStream()
                    .filter(one -> !one.path("openGates").isEmpty())
                    .map(one ->
                            Bundle.of(doors, "arno.weiss", one.path("caseId").asText()))
                    .findFirst());
        }

        assertThat(verifyBundle(alone, bundle)).isZero();
        assertThat(verifyBundle(alone, bundle.changed("ledger.jsonl", text -> text.replace("gatehouse", "gatekeeper"))))
                .as("an entry changed")
                .isEqualTo(23);
        assertThat(verifyBundle(alone, bundle.without("ledger.jsonl")))
                .as("no ledger")
                .isEqualTo(21);
        assertThat(verifyBundle(alone, bundle.without("index.json")))
                .as("no bundle")
                .isEqualTo(2);
    }

    private int verifyBundle(Path alone, Bundle bundle) throws IOException, InterruptedException {
        return run(alone, "verify-bundle", bundle.in(folder).toString());
    }

    private int run(Path alone, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                alone.resolve("gatehouse.jar").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile())
                .start()
                .waitFor();
    }

    @Test
    void carriesTheListOfWhatIsInside() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .anyMatch(name -> name.endsWith("META-INF/sbom/application.cdx.json"));
        }
    }
}
