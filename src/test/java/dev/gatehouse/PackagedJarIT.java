package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.ApplicationProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
    void carriesTheListOfWhatIsInside() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .anyMatch(name -> name.endsWith("META-INF/sbom/application.cdx.json"));
        }
    }
}
