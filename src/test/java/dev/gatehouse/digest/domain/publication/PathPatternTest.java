package dev.gatehouse.digest.domain.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "runbooks/**, runbooks/a.md",
        "runbooks/**, runbooks/emea/a.md",
        "**/*.md, a.md",
        "**/*.md, runbooks/emea/a.md",
        "runbooks/*.md, runbooks/a.md",
        "runbooks/?.md, runbooks/a.md",
        "runbooks/**/severity.md, runbooks/severity.md",
        "runbooks/**/severity.md, runbooks/emea/de/severity.md",
        "a+(b).md, a+(b).md"
    })
    void matches(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "runbooks/**, drafts/a.md",
        "runbooks/**, runbooks",
        "runbooks/*.md, runbooks/emea/a.md",
        "runbooks/?.md, runbooks//.md",
        "runbooks/**, old/runbooks/a.md",
        "a.md, axmd"
    })
    void doesNotMatch(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isFalse();
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> PathPattern.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameWhereItsTextIs() {
        assertThat(PathPattern.of("a/**"))
                .isEqualTo(PathPattern.of("a/**"))
                .hasSameHashCodeAs(PathPattern.of("a/**"))
                .hasToString("a/**")
                .isNotEqualTo(PathPattern.of("b/**"));
    }
}
