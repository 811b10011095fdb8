package dev.gatehouse.digest.git;

import static dev.gatehouse.digest.RunbookRepository.MAIN;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static dev.gatehouse.digest.RunbookRepository.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.RunbookRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSurroundingsTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    /**
     * In a process of its own, since Git measures each file system once in a process, by a file that it writes and deletes
     * again.
     */
    @Test
    void leavesTheRepositoryAloneAndTheAccountToo() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve(".gitconfig"), "[core\n");
        try (RunbookRepository repository = RunbookRepository.bare(folder.resolve("runbooks.git"))) {
            String commit = repository.commit("a.md", "# A\n", ROSA, at("2026-04-15T09:00:00Z"));
            repository.annotate("published/2026-04-15", commit, ROSA, at("2026-04-15T09:00:00Z"));
            try (Stream<Path> files = Files.walk(repository.folder())) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
                }
            }

            assertThat(inAProcessOfItsOwn(home, repository.folder())).isEqualTo(commit + "\n");

            try (Stream<Path> files = Files.walk(repository.folder())) {
                assertThat(files).allSatisfy(file -> assertThat(
                                Files.getLastModifiedTime(file).toInstant())
                        .isEqualTo(LONG_AGO));
            }
            try (Stream<Path> files = Files.walk(home)) {
                assertThat(files).containsExactlyInAnyOrder(home, home.resolve(".gitconfig"));
            }
        }
    }

    private static String inAProcessOfItsOwn(Path home, Path repository) throws Exception {
        ProcessBuilder process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        repository.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("HOME", home.toString());
        process.environment().put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).isZero();
        return said;
    }

    /** Prints where the branch of a repository is, after it has read all of it. */
    static final class Reader {

        public static void main(String[] arguments) {
            MirrorSettings mirrors =
                    new MirrorSettings(Path.of("no-cache"), Duration.ofSeconds(1), Duration.ofSeconds(1), null);
            RunbookSettings settings = new RunbookSettings(arguments[0], MAIN, null, "", "");
            try (RunbookRepositories runbooks = new RunbookRepositories(Map.of("a", settings), mirrors)) {
                System.out.println(runbooks.<String>read("a", reading -> {
                    reading.tag("published/2026-04-15");
                    reading.tags("");
                    return reading.branch().head();
                }));
            }
        }
    }
}
