package dev.gatehouse.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables of digests answer, row by row, and that nothing falls between the rows. */
class DigestTablesTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Path SHIPPED = Path.of("dmn");
    private static final Path DEMO = Path.of("src/main/resources/demo/dmn");
    private static final String DIGEST = "runbook-change-digest";

    @ParameterizedTest
    @CsvSource({
        "premium-runbooks, runbooks/severity-one-escalation.md, published/YYYY-MM-DD[.n], main, rosa.ito@example.org, optional",
        "premium-runbooks, runbooks/deep/er.md, published/YYYY-MM-DD[.n], main, rosa.ito@example.org, optional",
        "premium-runbooks, notes/draft.md, '', '', '', required",
        "other, runbooks/severity-one-escalation.md, '', '', '', required"
    })
    void sayWhoPublishesWhat(
            String repository, String path, String form, String branch, String taggers, String signature) {
        Map<String, Object> row =
                only(answer(DEMO, "publication-authority", Map.of("repository", repository, "path", path)));
        assertThat(row)
                .containsEntry("tagForm", form)
                .containsEntry("branch", branch)
                .containsEntry("taggers", taggers)
                .containsEntry("signature", signature);
    }

    @Test
    void areShippedWithoutAnybodyWhoPublishes() {
        Map<String, Object> row = only(answer(
                SHIPPED, "publication-authority", Map.of("repository", "premium-runbooks", "path", "runbooks/r.md")));
        assertThat(row).containsEntry("tagForm", "").containsEntry("signature", "required");
    }

    @Test
    void boundHowFarAComparisonGoes() {
        assertThat(only(answer(SHIPPED, "digest-scope", Map.of("repository", "any"))))
                .isEqualTo(Map.of("resolveAbove", 60, "largestLines", 20_000, "largestBytes", 2_097_152));
    }

    @ParameterizedTest
    @CsvSource({
        "entitlements, tier, true",
        "entitlements, namedContactRequired, true",
        "entitlements, contractValue, false",
        "ownership, owner, true",
        "ownership, tier, false",
        "exceptions, step, true",
        "exceptions, validity, true",
        "exceptions, text, false",
        "cases, owner, false"
    })
    void showNamedFieldsAlone(String register, String field, boolean shown) {
        assertThat(only(answer(SHIPPED, "digest-fields", Map.of("register", register, "field", field))))
                .containsEntry("shown", shown);
    }

    @ParameterizedTest
    @CsvSource({
        "' we recommend to page earlier ', recommend",
        "' you should page earlier ', should",
        "' this is sev1 with high priority ', 'priorit, sev1'",
        "' severity and urgency rise ', 'severity, urgen'",
        "' treat it as p1 now ', p1",
        "' we will credit the customer ', we will credit",
        "' the step is another one ', ''",
        "' the shoulder of the curve ', ''"
    })
    void keepAdviceRanksAndCommitmentsOutOfDigests(String text, String words) {
        assertThat(blocked(DEMO, DIGEST, text)).containsExactlyInAnyOrderElementsOf(listed(words));
    }

    @Test
    void keepNoAdviceOutOfOtherFlows() {
        String text = " we recommend a refund with priority ";
        assertThat(blocked(DEMO, "disclosure-packet-release", text)).containsExactly("refund");
        assertThat(blocked(SHIPPED, "disclosure-packet-release", text)).containsExactly("refund");
        assertThat(blocked(SHIPPED, DIGEST, text)).containsExactlyInAnyOrder("refund", "recommend", "priorit");
    }

    @ParameterizedTest
    @CsvSource({"runbook-feed, true", "bridge-chat, false", "on-call, false"})
    void letTheReleaseLogAloneSayWhatWasPublished(String account, boolean authoritative) {
        Map<String, Object> asked =
                Map.of("account", account, "eventType", "support.runbook.published", "checkpointRole", "");
        assertThat(only(answer(SHIPPED, "change-authority", asked))).containsEntry("authoritative", authoritative);
    }

    private static List<String> blocked(Path folder, String flow, String text) {
        return answer(folder, "blocked-language", Map.of("text", text, "flow", flow))
                .collectEntries("word");
    }

    private static List<String> listed(String words) {
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Map<String, Object> only(DmnDecisionTableResult result) {
        return result.getSingleResult().getEntryMap();
    }

    private static DmnDecisionTableResult answer(Path folder, String table, Map<String, Object> asked) {
        try (InputStream dmn = Files.newInputStream(folder.resolve(table + ".dmn"))) {
            return ENGINE.evaluateDecisionTable(ENGINE.parseDecision(table, dmn), asked);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
