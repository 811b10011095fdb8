package dev.gatehouse.digest.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalLinesTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "a, 1",
        "'a\n', 1",
        "'a\nb', 2",
        "'\n\n', 2",
        "'a\r\nb\r\n', 2",
        "'a\rb\r', 2",
        "'a\rb', 2",
        "'a\r\n\r\nb', 3",
        "'a\n\rb', 3",
        "'\r\r\n\n', 3"
    })
    void countsLinesOfAnyEnding(String text, int lines) {
        assertThat(PhysicalLines.in(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(lines);
        assertThat(PhysicalLines.in(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(lines);
        assertThat(PhysicalLines.in(text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(lines);
    }

    @Test
    void takesZeroBytesForNoLine() {
        assertThat(PhysicalLines.in(new byte[10])).isZero();
    }
}
