package dev.gatehouse.digest.domain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.domain.claims.OpenItem.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is open, by what the records say. */
class OpenItemsTest {

    private static final String OWNED =
            "# R\n\n## Ownership {#ownership}\n| service | owner |\n|---|---|\n| edge | team-edge |\n";
    private static final String PAGED =
            "# R\n\n## Paging {#paging}\n| service | first | after |\n|---|---|---|\n| edge | oncall-edge | 5 min |\n";
    private static final String ASSUMED =
            "---\nassumes:\n  - {register: entitlements, key: ACME, field: tier, expect: PREMIUM}\n---\n# R\n";
    private static final String EXCEPTED =
            "# R\n\n## Steps {#steps}\n- Restart. {#restart}\n\n## Exceptions {#exceptions}\n- Acme restarts twice. {#acme-twice}\n";

    // ---- ownership

    @Test
    void showsBothOwnersAndChoosesNeither() {
        OpenItem item = only(Digested.of(OWNED).record("ownership", "edge", "owner", "team-core"));
        assertThat(item.kind()).isEqualTo(Kind.OWNER_MISMATCH);
        assertThat(item.anchor()).isEqualTo("ownership/edge");
        assertThat(item.values()).isEqualTo(Map.of("runbook", "team-edge", "registry", "team-core"));
        assertThat(item.sources().all()).hasSize(2);
    }

    @Test
    void findsNothingWhereRunbookAndRegistryAgree() {
        assertThat(Digested.of(OWNED)
                        .record("ownership", "edge", "owner", "team-edge")
                        .open())
                .isEmpty();
    }

    @Test
    void namesTwoOwnersOfOneServiceInOneItem() {
        OpenItem item =
                only(Digested.of(OWNED + "| edge | team-other |\n").record("ownership", "edge", "owner", "team-edge"));
        assertThat(item.values()).containsEntry("runbook", "team-edge, team-other");
    }

    @Test
    void missesTheOwnerOfAServiceThatTheRunbookRoutesTo() {
        OpenItem item = only(Digested.of(PAGED));
        assertThat(item.kind()).isEqualTo(Kind.RECORD_MISSING);
        assertThat(item.subject()).isEqualTo("ownership/edge");
        assertThat(item.anchor()).isEqualTo("paging/edge");
    }

    @Test
    void saysThatAnOwnerDiffersWhereItMayNotBeShown() {
        OpenItem item = only(Digested.of(OWNED).kept("ownership", "edge", "owner", "team-secret"));
        assertThat(item.values()).containsEntry("registry", OpenItem.DIFFERS);
        assertThat(item.toString()).doesNotContain("team-secret");
    }

    @Test
    void saysThatARecordHasNoOwner() {
        OpenItem item = only(Digested.of(OWNED).record("ownership", "edge", "tier", "gold"));
        assertThat(item.kind()).isEqualTo(Kind.ASSUMPTION_UNSUPPORTED);
    }

    // ---- assumptions

    @Test
    void namesAnAssumptionThatNoLongerHolds() {
        OpenItem item = only(Digested.of(ASSUMED).record("entitlements", "ACME", "tier", "STANDARD"));
        assertThat(item.kind()).isEqualTo(Kind.ASSUMPTION_CHANGED);
        assertThat(item.values()).isEqualTo(Map.of("expected", "PREMIUM", "found", "STANDARD"));
    }

    @Test
    void namesAnAssumptionThatNoRecordSupports() {
        assertThat(Digested.of(ASSUMED).openNamed()).containsExactly("RECORD_MISSING entitlements/ACME");
        assertThat(Digested.of(ASSUMED)
                        .record("entitlements", "ACME", "seats", "7")
                        .openNamed())
                .containsExactly("ASSUMPTION_UNSUPPORTED entitlements/ACME/tier");
    }

    @Test
    void marksARecordThatIsOlderThanItsRegisterAllows() {
        Digested stale = Digested.of(ASSUMED).stale("entitlements", "ACME", "tier", "PREMIUM");
        assertThat(stale.openNamed()).containsExactly("RECORD_STALE entitlements/ACME");
        Digested both = Digested.of(ASSUMED).stale("entitlements", "ACME", "tier", "STANDARD");
        assertThat(both.openNamed())
                .containsExactly("ASSUMPTION_CHANGED assumes/entitlements/ACME/tier", "RECORD_STALE entitlements/ACME");
    }

    // ---- exceptions

    @Test
    void wantsAnApprovedExceptionForEveryCarveOut() {
        assertThat(Digested.of(EXCEPTED).openNamed()).containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
        assertThat(Digested.of(EXCEPTED)
                        .record("exceptions", "EXC-1", "step", "acme-twice", "account", "ACME")
                        .record("entitlements", "ACME", "tier", "PREMIUM-24x7")
                        .open())
                .isEmpty();
    }

    @Test
    void takesNoExceptionOutsideItsValidity() {
        assertThat(excepted("validity.from", "2026-05-01T00:00:00Z").openNamed())
                .containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
        assertThat(excepted("validity.to", "2026-04-15T09:00:00Z").openNamed())
                .as("it ends at that moment")
                .containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
        assertThat(excepted("validity.from", "2026-04-15T09:00:00Z").open())
                .as("it begins")
                .isEmpty();
        assertThat(excepted("validity.until", "2026-04-15T09:00:00Z").openNamed())
                .as("another word for the end")
                .containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
        assertThat(excepted("validTo", "2026-04-15T09:00:00Z").openNamed())
                .containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
    }

    @Test
    void takesDaysInUtcOfWhichTheLastCounts() {
        assertThat(excepted("validity.from", "2026-04-15").open()).isEmpty();
        assertThat(excepted("validity.from", "2026-04-16").openNamed())
                .containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
        assertThat(excepted("validUntil", "2026-04-15").open()).isEmpty();
        assertThat(excepted("validUntil", "2026-04-14").openNamed()).containsExactly("AMBIGUOUS_EXCEPTION acme-twice");
    }

    @ParameterizedTest
    @CsvSource({
        "validity.to, some day",
        "validity.to, +999999999-12-31",
        "validity.from, '[\"2026-04-01\"]'",
        "validity.through, 2026-05-01",
        "validity, 2026",
        "validUntil, 7"
    })
    void asksAboutAnExceptionWhoseValidityCannotBeRead(String field, String value) {
        Digested unreadable = excepted(field, value);
        assertThat(unreadable.openNamed())
                .containsExactly("AMBIGUOUS_EXCEPTION acme-twice", "AMBIGUOUS_EXCEPTION exceptions/EXC-1");
        OpenItem item = unreadable.open().get(1);
        assertThat(item.values()).isEqualTo(Map.of("validity", "unreadable"));
        assertThat(item.sources().all()).hasSize(2);
        assertThat(unreadable.claims().applies())
                .flatExtracting(claim -> claim.sources().all())
                .as("supports nothing")
                .noneMatch(Source.RecordSource.class::isInstance);
    }

    private static Digested excepted(String field, String value) {
        return Digested.of(EXCEPTED)
                .record("exceptions", "EXC-1", "step", "acme-twice", "account", "ACME", field, value)
                .record("entitlements", "ACME", "tier", "PREMIUM");
    }

    @Test
    void missesThePremiumEntitlementOfAnExceptionsAccount() {
        Digested without = Digested.of(EXCEPTED).record("exceptions", "EXC-1", "step", "acme-twice", "account", "ACME");
        assertThat(without.openNamed()).containsExactly("RECORD_MISSING entitlements/ACME");
        assertThat(only(without).values()).isEmpty();
        OpenItem another = only(without.record("entitlements", "ACME", "tier", "STANDARD"));
        assertThat(another.kind()).isEqualTo(Kind.RECORD_MISSING);
        assertThat(another.values()).isEqualTo(Map.of("entitlement", "not premium"));
        assertThat(another.sources().all()).contains(new Source.RecordSource(another.name(), 7, "0".repeat(64)));
        assertThat(Digested.of(EXCEPTED)
                        .record("exceptions", "EXC-1", "step", "acme-twice", "account", "ACME")
                        .record("entitlements", "ACME", "tier", "PREMIUM", "active", "false")
                        .openNamed())
                .as("no longer active")
                .containsExactly("RECORD_MISSING entitlements/ACME");
    }

    @Test
    void asksAboutAnExceptionWhoseStepHasChangedOrGone() {
        Digested excepted = Digested.of(EXCEPTED)
                .record("exceptions", "EXC-1", "step", "acme-twice", "account", "ACME")
                .record("exceptions", "EXC-2", "step", "restart", "account", "ACME")
                .record("entitlements", "ACME", "tier", "PREMIUM");
        assertThat(excepted.open()).isEmpty();
        assertThat(excepted.against(EXCEPTED.replace("Restart.", "Restart at once."))
                        .openNamed())
                .containsExactly("AMBIGUOUS_EXCEPTION exceptions/EXC-2");
        Digested gone = Digested.of(EXCEPTED.replace("- Restart. {#restart}\n", "- Wait. {#wait}\n"))
                .against(EXCEPTED)
                .record("exceptions", "EXC-1", "step", "acme-twice", "account", "ACME")
                .record("exceptions", "EXC-2", "step", "restart", "account", "ACME")
                .record("entitlements", "ACME", "tier", "PREMIUM");
        assertThat(gone.openNamed()).containsExactly("AMBIGUOUS_EXCEPTION exceptions/EXC-2");
    }

    @Test
    void wantsAnApprovedExceptionForACarveOutUnderASubheading() {
        assertThat(Digested.of(
                                "# R\n\n## Approved exceptions {#exceptions}\n\n### EU {#eu}\n- Acme pages itself. {#acme}\n")
                        .openNamed())
                .containsExactly("AMBIGUOUS_EXCEPTION acme");
    }

    @Test
    void asksAboutAnExceptionWhosePlaceAnotherStepHasTaken() {
        Digested dropped = Digested.of("# R\n\n## Steps {#s}\n1. Tell the customer of it.\n")
                .against("# R\n\n## Steps {#s}\n1. Restart the gateway.\n2. Tell the customer of it.\n")
                .record("exceptions", "EXC-1", "step", "s/1");
        OpenItem removed = only(dropped);
        assertThat(removed.subject()).isEqualTo("exceptions/EXC-1");
        assertThat(removed.values()).isEqualTo(Map.of("step", "removed"));
        assertThat(removed.sources().first())
                .as("what the baseline had there")
                .isEqualTo(new Source.RunbookSource(
                        "premium-runbooks", "published/2026-02-01", "runbooks/r.md", "s/1", 4, 4));
        assertThat(dropped.claims().applies())
                .flatExtracting(claim -> claim.sources().all())
                .noneMatch(Source.RecordSource.class::isInstance);

        Digested pushed = Digested.of("# R\n\n## Steps {#s}\n1. Say hello.\n2. Restart the gateway.\n")
                .against("# R\n\n## Steps {#s}\n1. Restart the gateway.\n")
                .record("exceptions", "EXC-1", "step", "s/1");
        assertThat(only(pushed).values()).isEqualTo(Map.of("step", "renamed"));
    }

    @Test
    void leavesAnExceptionAtAPlaceWhereItsStepStillStands() {
        String steps = "# R\n\n## Steps {#s}\n1. Restart the gateway.\n2. Tell the customer of it.\n";
        assertThat(Digested.of(steps)
                        .record("exceptions", "EXC-1", "step", "s/1")
                        .open())
                .isEmpty();
        assertThat(Digested.of(steps)
                        .against(null)
                        .record("exceptions", "EXC-1", "step", "s/1")
                        .open())
                .as("nothing to compare with")
                .isEmpty();
    }

    @Test
    void asksAboutAnExceptionWhoseStepHasAnotherAnchor() {
        assertThat(only(Digested.of(EXCEPTED.replace("{#restart}", "{#restart-it}"))
                                .against(EXCEPTED)
                                .record("exceptions", "EXC-1", "step", "acme-twice")
                                .record("exceptions", "EXC-2", "step", "restart"))
                        .values())
                .isEqualTo(Map.of("step", "renamed"));
    }

    @Test
    void leavesExceptionsOfOtherRunbooksAlone() {
        assertThat(Digested.of(OWNED)
                        .record("ownership", "edge", "owner", "team-edge")
                        .record("exceptions", "EXC-9", "step", "elsewhere", "account", "NOBODY")
                        .open())
                .isEmpty();
    }

    // ---- links

    @Test
    void followsTheKnownIssuesThatTheTextLinks() {
        Digested linked = Digested.of("# R\n\nWhile [this](record:known-issues/KI-7) is open, wait.\n");
        assertThat(linked.openNamed()).containsExactly("RECORD_MISSING known-issues/KI-7");
        assertThat(linked.record("known-issues", "KI-7", "status", "open").open())
                .isEmpty();
    }

    // ---- ids

    @Test
    void keepsItsIdWhileItsValuesChange() {
        OpenItem before = only(Digested.of(OWNED).record("ownership", "edge", "owner", "team-core"));
        OpenItem after = only(Digested.of(OWNED).record("ownership", "edge", "owner", "team-other"));
        assertThat(after.itemId("r")).isEqualTo(before.itemId("r")).isNotEqualTo(before.itemId("another runbook"));
        assertThat(after.valuesHash()).isNotEqualTo(before.valuesHash());
    }

    private static OpenItem only(Digested digested) {
        assertThat(digested.open()).hasSize(1);
        return digested.open().get(0);
    }
}
