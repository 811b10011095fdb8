package dev.gatehouse.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisclosureFiguresTest {

    private static final Instant START = Instant.parse("2026-04-20T09:00:00Z");

    private final List<LedgerEntry> ledger = new ArrayList<>();

    @Test
    void countAReleaseThatIsWhatWasSignedAndApproved() {
        release("s", "s");

        assertThat(figures().path("releasedRevisionIsSignedAndLaneHash").asDouble())
                .isEqualTo(1.0);
        assertThat(figures()
                        .path("releasedWithoutBounceForDisagreementEvidenceOrAudience")
                        .asDouble())
                .isEqualTo(1.0);
    }

    @Test
    void countNoReleaseOfWhatASignerDidNotSign() {
        release("other", "s");
        assertThat(figures().path("releasedRevisionIsSignedAndLaneHash").asDouble())
                .isZero();
    }

    @Test
    void countNoReleaseOfWhatItsOwnerDidNotApprove() {
        release("s", "other");
        assertThat(figures().path("releasedRevisionIsSignedAndLaneHash").asDouble())
                .isZero();
    }

    @Test
    void forgetWhatWasSignedOfAnEarlierCandidate() {
        entry(1, LedgerKind.CANDIDATE_PUBLISHED, "revision 1", hash("old"));
        entry(2, LedgerKind.DECISION, DisclosureProcess.SIGN_MANIFEST, hash("old"));
        release("s", "s");

        assertThat(figures().path("releasedRevisionIsSignedAndLaneHash").asDouble())
                .isEqualTo(1.0);
    }

    @Test
    void countABounceAgainstTheReleaseOnlyForWhatTheReleaseCouldHaveShown() {
        release("s", "s");
        bounce("other");
        assertThat(figures()
                        .path("releasedWithoutBounceForDisagreementEvidenceOrAudience")
                        .asDouble())
                .isEqualTo(1.0);
        bounce("stale-evidence");
        assertThat(figures()
                        .path("releasedWithoutBounceForDisagreementEvidenceOrAudience")
                        .asDouble())
                .isZero();
        assertThat(figures().path("laneBouncesByKind").path("stale-evidence").asInt())
                .isEqualTo(1);
    }

    @Test
    void countFromTheFirstChangeToTheCandidateThatKnowsIt() {
        entry(10, LedgerKind.OBJECTION_RAISED, "o-1", payload());
        entry(40, LedgerKind.COMMENTED, "timeline", payload());
        entry(70, LedgerKind.CANDIDATE_PUBLISHED, "revision 2", hash("s"));

        assertThat(figures()
                        .path("changeToSynchronisedCandidate")
                        .path("medianSeconds")
                        .asDouble())
                .isEqualTo(60.0);
    }

    @Test
    void countRejectionsOfAgentsByKindAndOfPeopleNot() {
        entry(
                1,
                LedgerKind.SUGGESTION_REJECTED,
                "s-1",
                payload().put("byAgent", true).put("kind", "out-of-bounds"));
        entry(
                2,
                LedgerKind.SUGGESTION_REJECTED,
                "s-2",
                payload().put("byAgent", false).put("kind", "wording"));

        assertThat(figures().path("agentEditsRejectedByKind").toString()).isEqualTo("{\"out-of-bounds\":1}");
    }

    @Test
    void stateNoRateWithoutAnyRelease() {
        assertThat(figures().path("releasedRevisionIsSignedAndLaneHash").isNull())
                .isTrue();
    }

    private void release(String signed, String approved) {
        entry(10, LedgerKind.CANDIDATE_PUBLISHED, "revision 2", hash("s"));
        entry(20, LedgerKind.DECISION, DisclosureProcess.SIGN_MANIFEST, hash("s"));
        entry(21, LedgerKind.DECISION, DisclosureProcess.SIGN_MANIFEST, hash(signed));
        entry(30, LedgerKind.DECISION, DisclosureProcess.APPROVE_RELEASE, hash(approved));
        entry(31, LedgerKind.RELEASED, "lane", hash("s"));
    }

    private void bounce(String kind) {
        entry(
                50,
                LedgerKind.ACKNOWLEDGED,
                "lane",
                payload().put("decision", "bounce").put("kind", kind));
    }

    private JsonNode figures() {
        return new DisclosureFigures().of(Map.of("DISC", ledger));
    }

    private void entry(int seconds, LedgerKind kind, String subject, ObjectNode payload) {
        ledger.add(new LedgerEntry(
                "DISC",
                ledger.size() + 1,
                START.plusSeconds(seconds),
                "somebody",
                kind,
                subject,
                payload,
                "",
                Map.of(),
                "",
                ""));
    }

    private static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode hash(String sha256) {
        return payload().put("sha256", sha256);
    }
}
