package dev.gatehouse.digest.domain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What has changed, and what still applies. */
class ClaimsTest {

    private static final String TEXT = """
            ---
            assumes:
              - {register: entitlements, key: ACME, field: tier, expect: PREMIUM}
            ---
            # R

            A paragraph.

            ## Steps {#steps}
            1. Restart. {#restart}
            2. Wait. {#wait}

            ## Paging {#paging}
            | service | first |
            |---|---|
            | edge | oncall-edge |

            ## Ownership {#ownership}
            | service | owner |
            |---|---|
            | edge | team-edge |
            """;

    private static Digested digested() {
        return Digested.of(TEXT)
                .record("entitlements", "ACME", "tier", "PREMIUM")
                .record("ownership", "edge", "owner", "team-edge");
    }

    @Test
    void listsStepsRowsAndAssumptionsThatAreUnchanged() {
        assertThat(digested().applies())
                .containsExactlyInAnyOrder(
                        "assumes/entitlements/ACME/tier", "restart", "wait", "paging/edge", "ownership/edge");
        assertThat(digested().claims().changed()).isEmpty();
    }

    @Test
    void claimsNothingWithoutAComparison() {
        Claims claims = digested().against(null).claims();
        assertThat(claims.changed()).isEmpty();
        assertThat(claims.applies()).isEmpty();
    }

    @Test
    void hasAnAnchorInOnePartOnly() {
        Claims claims =
                digested().against(TEXT.replace("Restart.", "Restart at once.")).claims();
        assertThat(claims.changed()).extracting(ChangedClaim::anchor).containsExactly("restart");
        assertThat(claims.changed()).extracting(ChangedClaim::claimId).containsExactly("changed:restart");
        assertThat(claims.applies()).extracting(AppliesClaim::anchor).doesNotContain("restart");
    }

    @Test
    void leavesOutARowThatTheRegistryContradicts() {
        Digested mismatch = Digested.of(TEXT)
                .record("entitlements", "ACME", "tier", "PREMIUM")
                .record("ownership", "edge", "owner", "team-core");
        assertThat(mismatch.applies()).doesNotContain("ownership/edge").contains("paging/edge");
    }

    @Test
    void leavesOutAnAssumptionThatIsContradictedOrMissing() {
        assertThat(Digested.of(TEXT)
                        .record("entitlements", "ACME", "tier", "STANDARD")
                        .applies())
                .doesNotContain("assumes/entitlements/ACME/tier");
        assertThat(Digested.of(TEXT).applies())
                .doesNotContain("assumes/entitlements/ACME/tier")
                .as("a row without a record is not contradicted")
                .contains("ownership/edge");
    }

    @Test
    void marksWhatRestsOnAStaleRecord() {
        Claims claims = Digested.of(TEXT)
                .stale("entitlements", "ACME", "tier", "PREMIUM")
                .record("ownership", "edge", "owner", "team-edge")
                .claims();
        assertThat(claims.applies())
                .filteredOn(AppliesClaim::stale)
                .extracting(AppliesClaim::anchor)
                .containsExactly("assumes/entitlements/ACME/tier");
        assertThat(claims.applies())
                .filteredOn(AppliesClaim::questioned)
                .extracting(AppliesClaim::anchor)
                .containsExactly("assumes/entitlements/ACME/tier");
    }

    @Test
    void citesBothRevisionsAndTheRecord() {
        AppliesClaim row = digested().claims().applies().stream()
                .filter(claim -> claim.anchor().equals("ownership/edge"))
                .findFirst()
                .orElseThrow();
        assertThat(row.sources().all())
                .containsExactly(
                        new Source.RunbookSource(
                                "premium-runbooks", "published/2026-04-15", "runbooks/r.md", "ownership/edge", 21, 21),
                        new Source.RunbookSource(
                                "premium-runbooks", "published/2026-02-01", "runbooks/r.md", "ownership/edge", 21, 21),
                        new Source.RecordSource(new RecordName("ownership", "edge"), 7, "0".repeat(64)));
    }

    @Test
    void citesTheBaselineAloneForWhatWasRemoved() {
        Claims claims = Digested.of(TEXT.replace("2. Wait. {#wait}\n", ""))
                .against(TEXT)
                .claims();
        assertThat(claims.changed()).extracting(ChangedClaim::claimId).containsExactly("removed:wait");
        assertThat(claims.changed().get(0).sources().all())
                .extracting(source -> ((Source.RunbookSource) source).revision())
                .containsExactly("published/2026-02-01");
    }
}
