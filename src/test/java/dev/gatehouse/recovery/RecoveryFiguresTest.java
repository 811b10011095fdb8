package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryFiguresTest {

    private static final Instant READY = Instant.parse("2026-04-24T07:00:00Z");

    private final List<LedgerEntry> ledger = new ArrayList<>();

    @Test
    void countsAReleaseThatIsWhatWasPublishedAndApproved() {
        release("m1", "m1");

        assertThat(figures().path("releasedExactlyAndNeverCorrected").asDouble())
                .isEqualTo(1.0);
        assertThat(figures()
                        .path("readyToReleaseWithoutEvidenceHolds")
                        .path("medianSeconds")
                        .asDouble())
                .isEqualTo(300.0);
    }

    @Test
    void countsNoReleaseUnderAnotherManifestThanTheApprovedOne() {
        release("m1", "m2");

        assertThat(figures().path("releasedExactlyAndNeverCorrected").asDouble())
                .isZero();
    }

    @Test
    void countsARecipientsCorrectionByItsKindAgainstTheRelease() {
        release("m1", "m1");
        entry(
                500,
                LedgerKind.ACKNOWLEDGED,
                "lane",
                payload().put("decision", "bounce").put("kind", "stale-evidence"));
        entry(501, LedgerKind.ACKNOWLEDGED, "lane", payload().put("decision", "accept"));

        assertThat(figures().path("releasedExactlyAndNeverCorrected").asDouble())
                .isZero();
        assertThat(figures()
                        .path("recipientsCorrectionsByKind")
                        .path("stale-evidence")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void namesWhatWasBlockedAndTakesOffTheTimeHeldForEvidence() {
        entry(0, LedgerKind.CASE_STARTED, "flow", payload());
        ObjectNode hold = payload();
        hold.putArray("faults").addObject().put("code", "FACTS_CHANGED");
        entry(60, LedgerKind.HOLD, "revision 1", hold);
        entry(160, LedgerKind.CANDIDATE_PUBLISHED, "revision 2", hashes("m1"));
        entry(170, LedgerKind.CANDIDATE_SUPERSEDED, "revision 2", payload());
        entry(180, LedgerKind.CANDIDATE_PUBLISHED, "revision 3", hashes("m2"));
        entry(190, LedgerKind.DECISION, RecoveryProcess.APPROVE_RELEASE, hashes("m2"));
        entry(200, LedgerKind.RELEASED, "lane", hashes("m2"));

        assertThat(figures().path("blockedBeforeReviewByCause").toString())
                .isEqualTo("{\"FACTS_CHANGED\":1,\"SUPERSEDED\":1}");
        assertThat(figures()
                        .path("readyToReleaseWithoutEvidenceHolds")
                        .path("medianSeconds")
                        .asDouble())
                .isEqualTo(100.0);
    }

    @Test
    void saysNothingOfReleasesThatThereWereNot() {
        assertThat(figures().path("releasedExactlyAndNeverCorrected").isNull()).isTrue();
        assertThat(figures()
                        .path("readyToReleaseWithoutEvidenceHolds")
                        .path("medianSeconds")
                        .isNull())
                .isTrue();
    }

    private void release(String approved, String released) {
        entry(0, LedgerKind.CASE_STARTED, "flow", payload());
        entry(10, LedgerKind.CANDIDATE_PUBLISHED, "revision 1", hashes(released));
        entry(20, LedgerKind.DECISION, RecoveryProcess.CONFIRM_GOVERNANCE, hashes(released));
        entry(30, LedgerKind.DECISION, RecoveryProcess.APPROVE_RELEASE, hashes(approved));
        entry(300, LedgerKind.RELEASED, "lane", hashes(released));
    }

    private ObjectNode figures() {
        return new RecoveryFigures().of(Map.of("REC", ledger));
    }

    private void entry(int seconds, LedgerKind kind, String subject, ObjectNode payload) {
        ledger.add(new LedgerEntry(
                "REC",
                ledger.size() + 1,
                READY.plusSeconds(seconds),
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

    private static ObjectNode hashes(String manifest) {
        return payload().put("sha256", "s").put("manifestSha256", manifest);
    }
}
