package dev.gatehouse.digest.domain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.digest.Runbooks;
import dev.gatehouse.digest.domain.comparison.Difference.Kind;
import dev.gatehouse.text.domain.WordDiff.Change;
import dev.gatehouse.text.domain.WordDiff.Piece;
import org.junit.jupiter.api.Test;

/** What expected.md of the scenario says of its units. */
class ScenarioTest {
    private final RunbookComparison comparison =
            RunbookComparison.between(Runbooks.scenario("baseline"), Runbooks.scenario("revision"));

    @Test
    void findsWhatChangedAndNothingElse() {
        assertThat(comparison.changed())
                .extracting(Difference::anchor, Difference::kind)
                .containsExactly(
                        tuple("open-bridge", Kind.CHANGED),
                        tuple("record-entitlement", Kind.ADDED),
                        tuple("paging/identity", Kind.CHANGED),
                        tuple("ownership/storage", Kind.CHANGED),
                        tuple("named-contact", Kind.MOVED),
                        tuple("exec-notice", Kind.CHANGED),
                        tuple("identity-arrangement", Kind.ADDED));
        assertThat(comparison.shareChanged()).isEqualTo(7 / 25.0);
    }

    @Test
    void showsChangesWordByWord() {
        assertThat(at("open-bridge").words())
                .containsExactly(
                        new Piece(Change.SAME, "Open the severity-one bridge within "),
                        new Piece(Change.REMOVED, "15 "),
                        new Piece(Change.ADDED, "10 "),
                        new Piece(Change.SAME, "minutes."));
        assertThat(at("exec-notice").words())
                .contains(new Piece(Change.REMOVED, "60 "), new Piece(Change.ADDED, "45 "));
        assertThat(at("ownership/storage").textBefore()).isEqualTo("storage | team-storage");
        assertThat(at("ownership/storage").textAfter()).isEqualTo("storage | team-data-platform");
        assertThat(at("paging/identity").textBefore())
                .isEqualTo("identity | oncall-identity | oncall-platform | 10 min");
        assertThat(at("paging/identity").textAfter())
                .isEqualTo("identity | oncall-identity-eu | oncall-platform | 5 min");
    }

    @Test
    void showsWhereAStepMovedFromAndTo() {
        assertThat(at("named-contact").movedFrom()).isEqualTo(new Place("communication", "communication", 3));
        assertThat(at("named-contact").movedTo()).isEqualTo(new Place("communication", "communication", 1));
        assertThat(at("named-contact").number()).isEqualTo(new NumberChange(3, 1));
    }

    @Test
    void leavesUnchangedWhatOnlyGotAnotherNumber() {
        assertThat(comparison.unchanged())
                .filteredOn(difference -> difference.number() != null)
                .extracting(Difference::anchor, Difference::number)
                .containsExactly(
                        tuple("page-owner", new NumberChange(3, 4)), tuple("first-status", new NumberChange(1, 2)));
    }

    @Test
    void leavesTheRestUnchanged() {
        assertThat(comparison.unchanged())
                .extracting(Difference::anchor)
                .contains(
                        "confirm-entitlement",
                        "sovereign-storage",
                        "paging/storage",
                        "paging/billing",
                        "ownership/identity",
                        "ownership/billing",
                        "assumes/entitlements/NORTHWIND-EU/tier",
                        "assumes/entitlements/BANCO-SUR-MX/namedContactRequired")
                .hasSize(18);
    }

    private Difference at(String anchor) {
        return comparison.at(anchor).orElseThrow();
    }
}
