package dev.gatehouse.digest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A digest for a handoff channel. */
class DigestTextTest {

    private static final String PACKET = """
            {"packetId": "DIGEST-1", "drill": true, "summary": "1 change against “published/2026-02-01”.",
             "runbook": {"title": "R *bold*", "repository": "premium-runbooks", "path": "runbooks/r.md",
                         "revision": "published/2026-04-15", "baseline": "published/2026-02-01"},
             "limits": [{"code": "SCOPE_BROADER", "reason": "Rewritten on purpose."}],
             "readingNotes": ["A table row has no cell for owner: it is read as empty (line 7)."],
             "changed": [{"claimId": "changed:restart", "kind": "CHANGED", "text": "The step is another one.",
                          "original": "Changed in “Steps”: “Restart.” is now “Wait.”",
                          "sources": [{"path": "runbooks/r.md", "revision": "published/2026-04-15", "anchor": "restart",
                                       "fromLine": 4, "toLine": 5},
                                      {"path": "runbooks/r.md", "revision": "published/2026-02-01", "anchor": "restart",
                                       "fromLine": 4, "toLine": 4}]}],
             "applies": [],
             "open": [{"itemId": "item-1", "kind": "RECORD_STALE", "text": "Old | news", "since": "2026-04-15T09:00:00Z",
                       "sources": [{"register": "ownership", "key": "edge", "version": 2, "sha256": "abc"}]}],
             "clarifications": [{"by": "dora.quinn", "text": "Asked\\nthe team."}],
             "boundary": "It informs."}
            """;

    @Test
    void saysAllOfItAsPlainText() throws IOException {
        assertThat(DigestText.plain(packet(), 2, "ff")).isEqualTo("""
                DRILL

                R *bold*
                ========

                1 change against “published/2026-02-01”.

                - Runbook: premium-runbooks, runbooks/r.md at published/2026-04-15
                - Compared with published/2026-02-01
                - Digest DIGEST-1, revision 2, sha256 ff
                - Limit: Rewritten on purpose.
                - Reading: A table row has no cell for owner: it is read as empty (line 7).

                Changed
                -------

                - CHANGED: The step is another one.
                  - before the correction: Changed in “Steps”: “Restart.” is now “Wait.”
                  - source: runbooks/r.md published/2026-04-15, lines 4 to 5 (restart)
                  - source: runbooks/r.md published/2026-02-01, line 4 (restart)

                Still applies
                -------------

                Nothing was found to apply unchanged.

                Open
                ----

                - RECORD_STALE: Old | news
                  - open since 2026-04-15 09:00 UTC (item-1)
                  - source: ownership/edge version 2 (abc)

                Clarifications
                --------------

                - dora.quinn: Asked the team.

                It informs.
                """);
    }

    @Test
    void letsNothingOfItBecomeMarkup() throws IOException {
        assertThat(DigestText.markdown(packet(), 2, "ff"))
                .contains("# R \\*bold\\*", "## Changed", "- **RECORD_STALE** Old \\| news");
    }

    private static JsonNode packet() throws IOException {
        return new ObjectMapper().readTree(PACKET);
    }
}
