package dev.gatehouse.recovery.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.Narrowing;
import dev.gatehouse.recovery.domain.ReleaseTerms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldSentencesTest {

    @Test
    void saysHowOldEvidenceMayBe() {
        assertThat(HoldSentences.of(HoldFault.of(
                        Code.EVIDENCE_STALE,
                        "e1",
                        "asOf",
                        "2026-04-23T16:00:00Z",
                        "longest",
                        "PT48H",
                        "now",
                        "2026-04-25T16:00:00.123456Z")))
                .isEqualTo(
                        "The evidence e1 is as of 2026-04-23 16:00 UTC and may be 2 days old; it is 2026-04-25 16:00 UTC.");
    }

    @Test
    void saysWhenTheWindowWasOver() {
        assertThat(HoldSentences.of(HoldFault.of(
                        Code.WINDOW_OVER, "x", "to", "2026-05-01T18:00:30Z", "now", "2026-05-01T18:01:59.5Z")))
                .isEqualTo(
                        "The window of this release was over at 2026-05-01 18:00:30 UTC; it is 2026-05-01 18:01 UTC.");
    }

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEveryFault(Code code) {
        Map<String, String> facts = Map.ofEntries(
                Map.entry("kind", "credit"),
                Map.entry("cap", "9"),
                Map.entry("largestCap", "8"),
                Map.entry("currency", "EUR"),
                Map.entry("boundIn", "USD"),
                Map.entry("asOf", "2026-04-23T16:00:00Z"),
                Map.entry("now", "2026-04-25T16:00:00Z"),
                Map.entry("to", "2026-04-25T16:00:00Z"),
                Map.entry("longest", "PT48H"),
                Map.entry("length", "PT49H"),
                Map.entry("lane", "x"),
                Map.entry("groups", "y"),
                Map.entry("size", "3"),
                Map.entry("largest", "2"),
                Map.entry("because", "Somebody said so."));
        assertThat(HoldSentences.of(new HoldFault(code, "z", facts)))
                .endsWith(".")
                .doesNotContain("null", "PT", "T16:");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatANarrowingMayBe(Narrowing.Refusal refusal) {
        ReleaseTerms terms = new ReleaseTerms(
                "x",
                List.of("evelyn.stone"),
                Instant.parse("2026-04-24T08:00:00Z"),
                Instant.parse("2026-05-01T18:00:00Z"));
        assertThat(NarrowingText.sentence(refusal, terms)).endsWith(".").doesNotContain("T08:", "T18:");
    }
}
