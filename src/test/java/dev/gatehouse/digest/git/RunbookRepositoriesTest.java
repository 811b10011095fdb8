package dev.gatehouse.digest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RunbookRepositoriesTest {

    private static final MirrorSettings MIRRORS =
            new MirrorSettings(Path.of("target/mirrors"), Duration.ofSeconds(5), Duration.ofSeconds(20), null);

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(RunbookRepositoriesConfiguration.class);

    @Test
    void areNamedBySettings() {
        application
                .withPropertyValues(
                        "gatehouse.runbooks.premium-runbooks.uri=/srv/runbooks",
                        "gatehouse.runbooks.premium-runbooks.poll=PT5M",
                        "gatehouse.runbooks.[basic.2026].uri=https://git.example.org/basic")
                .run(context -> {
                    RunbookRepositories runbooks = context.getBean(RunbookRepositories.class);
                    assertThat(runbooks.names()).containsExactly("basic.2026", "premium-runbooks");
                    assertThat(runbooks.poll("premium-runbooks")).contains(Duration.ofMinutes(5));
                    assertThat(runbooks.poll("basic.2026")).isEmpty();
                });
    }

    @Test
    void mayBeNone() {
        application.run(context ->
                assertThat(context.getBean(RunbookRepositories.class).names()).isEmpty());
    }

    @Test
    void keepTheServerFromStartingOnNonsense() {
        application
                .withPropertyValues("gatehouse.runbooks.premium-runbooks.uri=gopher://x/y")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("gatehouse.runbooks.premium-runbooks.uri begins with gopher:, which is not read; "
                                + "expected a path, or a file, https or ssh URL."));
    }

    @Test
    void needAUri() {
        application
                .withPropertyValues("gatehouse.runbooks.premium-runbooks.branch=main")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gatehouse.runbooks.premium-runbooks.uri is missing"));
    }

    @Test
    void needSettingsForCopiesThatCanWork() {
        application
                .withPropertyValues("gatehouse.digest.timeout=0s")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("expected at least 1 s"));
        application.withPropertyValues("gatehouse.digest.patience=2s").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("patience no shorter than timeout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "-a", "a b", "ä", "a:b", "..", "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"})
    void refusesANameThatDoesNotFitIntoAnAddress(String name) {
        assertThatThrownBy(() -> with(name, "main", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name for a repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a..b", "/main", "main.lock", "main~1"})
    void refusesWhatIsNoBranch(String branch) {
        assertThatThrownBy(() -> with("a", branch, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gatehouse.runbooks.a.branch is \"" + branch + "\"; expected the name of a branch.");
    }

    @Test
    void refusesToPollWithoutAPause() {
        assertThatThrownBy(() -> with("a", "main", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gatehouse.runbooks.a.poll is PT0S; expected a duration above zero.");
        assertThatThrownBy(() -> with("a", "main", Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotReadWhatIsNotConfigured() {
        try (RunbookRepositories runbooks = with("a", "main", null)) {
            assertThatThrownBy(() -> runbooks.read("b", RunbookReading::branch))
                    .isInstanceOfSatisfying(
                            RepositoryUnavailableException.class,
                            failed -> assertThat(failed.repository()).isEqualTo("b"))
                    .hasMessage("The repository b can't be read: gatehouse.runbooks names no repository b.");
            assertThatThrownBy(() -> runbooks.objectOf("b", "x")).isInstanceOf(RepositoryUnavailableException.class);
            assertThat(runbooks.poll("b")).isEqualTo(Optional.empty());
        }
    }

    @Test
    void tellNobodyThePassword() {
        assertThat(new RunbookSettings("https://git.example.org/x", "main", null, "rosa", "secret").toString())
                .doesNotContain("secret");
    }

    private static RunbookRepositories with(String name, String branch, @Nullable Duration poll) {
        return new RunbookRepositories(Map.of(name, new RunbookSettings("/srv/x", branch, poll, "", "")), MIRRORS);
    }
}
