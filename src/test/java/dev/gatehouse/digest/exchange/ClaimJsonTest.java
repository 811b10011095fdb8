package dev.gatehouse.digest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.digest.Runbooks;
import dev.gatehouse.digest.domain.claims.ChangedClaim;
import dev.gatehouse.digest.domain.claims.Source.RunbookSource;
import dev.gatehouse.digest.domain.claims.Sources;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import org.junit.jupiter.api.Test;

class ClaimJsonTest {

    @Test
    void saysFromWhichItemToWhichAnotherOneMoved() {
        RunbookComparison comparison = RunbookComparison.between(
                Runbooks.read("# S {#s}", "- a {#a}", "  - x {#x}", "- b {#b}"),
                Runbooks.read("# S {#s}", "- a {#a}", "- b {#b}", "  - x {#x}"));

        Sources sources = Sources.of(new RunbookSource("r", "published/1", "runbook.md", "x", 4, 4));
        JsonNode json = ClaimJson.changed(new ChangedClaim(comparison.at("x").orElseThrow(), sources), "text");

        assertThat(json.get("movedFrom").toString()).isEqualTo("{\"section\":\"s\",\"parent\":\"a\",\"position\":1}");
        assertThat(json.get("movedTo").toString()).isEqualTo("{\"section\":\"s\",\"parent\":\"b\",\"position\":1}");
    }
}
