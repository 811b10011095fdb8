package dev.gatehouse.release.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.release.domain.LaneFault;
import dev.gatehouse.release.domain.LaneFault.Code;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneSentencesTest {

    @Test
    void saysLengthsInWords() {
        assertThat(tooLong("PT922H"))
                .isEqualTo("The release would be valid for 38 days 10 hours; in the lane x at most 14 days.");
    }

    @Test
    void saysThatAMomentIsTooMuch() {
        assertThat(tooLong("PT336H0.000000001S"))
                .isEqualTo("The release would be valid for a moment more than 14 days; in the lane x at most 14 days.");
    }

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEveryFault(Code code) {
        Map<String, String> facts =
                Map.of("lane", "x", "groups", "y", "size", "9", "largest", "8", "length", "PT2H", "longest", "PT1H");
        assertThat(LaneSentences.of(code, "z", facts)).endsWith(".").doesNotContain("null", "PT");
    }

    private static String tooLong(String length) {
        return LaneSentences.of(
                new LaneFault(Code.VALIDITY_TOO_LONG, "x", Map.of("length", length, "longest", "PT336H")));
    }
}
