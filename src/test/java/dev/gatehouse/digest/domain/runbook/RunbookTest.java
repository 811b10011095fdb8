package dev.gatehouse.digest.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.Runbooks;
import org.junit.jupiter.api.Test;

class RunbookTest {
    private final Runbook runbook = Runbooks.scenario("revision");

    @Test
    void findsAUnitByItsAnchor() {
        assertThat(runbook.unit("ownership/storage").orElseThrow().text()).isEqualTo("storage | team-data-platform");
        assertThat(runbook.unit("ownership/network")).isEmpty();
    }

    @Test
    void findsTheRowsOfTablesByTheirColumns() {
        assertThat(runbook.rowsWith("service", "owner"))
                .extracting(Unit::anchor)
                .containsExactly("ownership/identity", "ownership/storage", "ownership/billing");
        assertThat(runbook.rowsWith("service", "first"))
                .extracting(row -> row.cell("first").orElseThrow())
                .containsExactly("oncall-identity-eu", "oncall-storage", "oncall-billing");
        assertThat(runbook.rowsWith("service")).hasSize(6);
        assertThat(runbook.rowsWith("owner", "first")).isEmpty();
    }

    @Test
    void findsWhatLiesUnderAHeadingAtAnyDepth() {
        assertThat(runbook.within("exceptions"))
                .extracting(Unit::anchor)
                .containsExactly("sovereign-storage", "identity-arrangement");
        assertThat(runbook.within("severity-one-escalation-premium-customers"))
                .hasSize(runbook.units().size() - 4 - 1)
                .contains(runbook.unit("paging/identity").orElseThrow());
        assertThat(runbook.within("sovereign-storage")).isEmpty();
    }

    @Test
    void findsWhatLiesInAListItem() {
        Runbook nested = Runbooks.read("1. a {#a}", "   - b", "     - c", "2. d");

        assertThat(nested.within("a")).extracting(Unit::text).containsExactly("b", "c");
    }

    @Test
    void listsItsSections() {
        assertThat(runbook.sections())
                .extracting(Unit::anchor)
                .containsExactly(
                        "severity-one-escalation-premium-customers",
                        "intake",
                        "paging",
                        "ownership",
                        "communication",
                        "exceptions");
    }

    @Test
    void isCalledAfterItsFirstHeadingUnlessFrontMatterSays() {
        assertThat(runbook.title()).isEqualTo("Severity-one escalation, premium customers");
        assertThat(Runbooks.read("text", "# A", "# B").title()).isEqualTo("A");
        assertThat(Runbooks.read("---", "title: T", "---", "# A").title()).isEqualTo("T");
        assertThat(Runbooks.read("text").title()).isNull();
    }

    @Test
    void hasTheIdOfItsFrontMatter() {
        assertThat(Runbooks.read("---", "id: sev-1", "---").id()).isEqualTo("sev-1");
        assertThat(Runbooks.read("---", "id: 17", "---").id()).isEqualTo("17");
        assertThat(Runbooks.read("---", "id: ' '", "---").id()).isNull();
        assertThat(Runbooks.read("---", "id:", "---").id()).isNull();
        assertThat(Runbooks.read("---", "id: [a]", "---").id()).isNull();
        assertThat(runbook.id()).isNull();
    }
}
