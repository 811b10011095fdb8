package dev.gatehouse.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables of releases answer, row by row, and that nothing falls between the rows. */
class ReleaseTablesTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Path SHIPPED = Path.of("dmn");
    private static final Path DEMO = Path.of("src/main/resources/demo/dmn");
    private static final String RECOVERY = "recovery-recommendation-release";

    @ParameterizedTest
    @CsvSource({
        "disclosure-packet-release, executive-customer-review-intake, executives, 5, P14D, 'premiumSupportLeads, incidentCommunications'",
        "recovery-recommendation-release, executive-customer-review-decision, executives, 5, P10D, ''",
        "runbook-change-digest, duty-manager-handoff, 'dutyManagers, premiumSupportLeads', 50, P90D, ''",
        "recovery-recommendation-release, executive-customer-review-intake, '', 0, '', ''",
        "disclosure-packet-release, executive-customer-review-decision, '', 0, '', ''",
        "somewhere, else, '', 0, '', ''"
    })
    void knowALaneForItsFlowAlone(
            String flow, String lane, String groups, int largest, String longest, String signers) {
        Map<String, Object> asked = Map.of("flow", flow, "lane", lane);

        DmnDecisionRuleResult scope = answer(DEMO, "audience-scope", asked);
        assertThat(scope.<Object>getEntry("groups")).isEqualTo(groups);
        assertThat(((Number) scope.getEntry("largestAudience")).intValue()).isEqualTo(largest);
        assertThat(answer(DEMO, "validity-limits", asked).<Object>getEntry("longest"))
                .isEqualTo(longest);
        assertThat(answer(DEMO, "required-signers", asked).<Object>getEntry("groups"))
                .isEqualTo(signers);
    }

    @ParameterizedTest
    @CsvSource({
        "service-credit, true, 200000.0, EUR",
        "service-credit-and-recovery-engineering, true, 250000.0, EUR",
        "escalate-to-cro-and-legal, true, , ",
        "fee-holiday, false, , "
    })
    void boundEveryKindOfOption(String kind, boolean allowed, @Nullable Double cap, @Nullable String currency) {
        DmnDecisionRuleResult bound = answer(DEMO, "option-bounds", Map.of("kind", kind));

        assertThat(bound.<Object>getEntry("allowed")).isEqualTo(allowed);
        assertThat(bound.<Object>getEntry("largestCap")).isEqualTo(cap);
        assertThat(bound.<Object>getEntry("currency")).isEqualTo(currency);
    }

    @Test
    void areShippedWithoutAnyLaneOrBound() {
        Map<String, Object> asked = Map.of("flow", RECOVERY, "lane", "executive-customer-review-decision");
        assertThat(answer(SHIPPED, "audience-scope", asked).<Object>getEntry("groups"))
                .isEqualTo("");
        assertThat(answer(SHIPPED, "validity-limits", asked).<Object>getEntry("longest"))
                .isEqualTo("");
        assertThat(answer(SHIPPED, "option-bounds", Map.of("kind", "service-credit"))
                        .<Object>getEntry("allowed"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "command-window-resequencing, support.window.changed, applied, false, true",
        "command-window-resequencing, support.window.changed, overtaken, false, false",
        "recovery-recommendation-release, support.evidence.changed, applied, true, true",
        "recovery-recommendation-release, support.evidence.changed, applied, false, false",
        "recovery-recommendation-release, support.evidence.changed, overtaken, true, false",
        "recovery-recommendation-release, support.contract.changed, applied, true, true",
        "recovery-recommendation-release, support.contract.changed, applied, false, false",
        "recovery-recommendation-release, support.recommendation.revised, applied, true, true",
        "recovery-recommendation-release, support.recommendation.revised, unchanged, true, false",
        "recovery-recommendation-release, support.audience.changed, applied, true, true",
        "recovery-recommendation-release, support.clock.advanced, applied, false, false"
    })
    void sayWhichChangeIsMaterial(String flow, String type, String effect, boolean cited, boolean material) {
        Map<String, Object> asked = new HashMap<>(Map.of("flow", flow, "eventType", type, "effect", effect));
        asked.putAll(Map.of("stage", "candidate", "register", "", "cited", cited));

        assertThat(answer(SHIPPED, "material-change", asked).<Object>getEntry("material"))
                .isEqualTo(material);
    }

    @ParameterizedTest
    @CsvSource({
        "recommendation-workspace, support.recommendation.ready, '', true",
        "recommendation-workspace, support.recommendation.revised, '', true",
        "bridge-workspace, support.recommendation.revised, '', false",
        "incident-tracker, support.evidence.changed, incident-timeline, true",
        "incident-tracker, support.evidence.changed, contracts, false",
        "contracts, support.evidence.changed, contracts, true",
        "contracts, support.contract.changed, '', true",
        "crm, support.contract.changed, '', false",
        "crm, support.evidence.changed, accounts, true",
        "crm, support.evidence.changed, incident-timeline, false",
        "ownership-registry, support.evidence.changed, known-issues, true",
        "exception-register, support.evidence.changed, exceptions, true",
        "governance, support.audience.changed, '', true",
        "contracts, support.audience.changed, '', false",
        "bridge-chat, support.clock.advanced, '', true",
        "bridge-chat, support.audience.changed, '', false"
    })
    void sayWhoMayStateWhat(String account, String type, String register, boolean authoritative) {
        Map<String, Object> asked = Map.of("account", account, "eventType", type, "checkpointRole", register);

        assertThat(answer(SHIPPED, "change-authority", asked).<Object>getEntry("authoritative"))
                .isEqualTo(authoritative);
    }

    private static DmnDecisionRuleResult answer(Path folder, String table, Map<String, Object> asked) {
        try (InputStream dmn = Files.newInputStream(folder.resolve(table + ".dmn"))) {
            return ENGINE.evaluateDecisionTable(ENGINE.parseDecision(table, dmn), asked)
                    .getSingleResult();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
