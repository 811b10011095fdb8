package dev.gatehouse.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.git.PublishedTag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a feed names its cases. */
class RunbookFeedTest {

    @Test
    void namesRepositoryRunbookAndTag() {
        assertThat(RunbookFeed.caseId("runbooks", "edge", "published/2026-04-15"))
                .isEqualTo("DIGEST-runbooks-edge-published-2026-04-15");
    }

    @Test
    void leavesOutTheTagsFoldersWhereItIsTooLong() {
        assertThat(RunbookFeed.caseId("premium-runbooks", "severity-one-escalation", "published/2026-04-15.2"))
                .isEqualTo("DIGEST-premium-runbooks-severity-one-escalation-2026-04-15.2");
    }

    @Test
    void neverIsLongerThanACaseIdAndStaysAnotherForAnotherRunbook() {
        String one = RunbookFeed.caseId("premium-runbooks", "a".repeat(80), "published/2026-04-15");
        String other = RunbookFeed.caseId("premium-runbooks", "a".repeat(81), "published/2026-04-15");
        assertThat(one).hasSize(64).isNotEqualTo(other).matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    }

    @Test
    void namesEachRunbookAndObjectOnceWhereANameIsTaken() {
        String taken = RunbookFeed.caseId("premium-runbooks", "a".repeat(80), "published/2026-04-15");
        assertThat(List.of(another(taken, "eu", "1"), another(taken, "us", "1"), another(taken, "eu", "2")))
                .doesNotHaveDuplicates()
                .allMatch(caseId -> caseId.length() == 64)
                .contains(another(taken, "eu", "1"));
    }

    private static String another(String caseId, String path, String object) {
        return RunbookFeed.another(
                caseId, "premium-runbooks", path, new PublishedTag("published/2026-04-15", object, "c", 1, null));
    }
}
