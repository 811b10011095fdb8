package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ledger.verify.Verification;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of tampering, each named by the first entry that does not hold; the same on every database. */
abstract class TamperingContract {
    private LedgerFixture fixture;

    @BeforeEach
    void fill(@TempDir Path folder) {
        fixture = new LedgerFixture(database(), folder).filled();
    }

    /** A new database whose tables may be tampered with. */
    abstract StoreDatabase database();

    @Test
    void holdsWhenNothingWasTouched() {
        assertThat(fixture.verify()).isEqualTo(new Verification(true, 9, null, null, null));
        assertThat(fixture.verifyCase()).isEqualTo(new Verification(true, 7, null, null, null));
        assertThat(fixture.verifyAgainstKept().intact()).isTrue();
        fixture.checkpoint();
        assertThat(fixture.verifyAgainstKept().intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '0.000001' second",
                "actor = 'maria.kellen'",
                "kind = 'READ'",
                "subject = 'the Subject'",
                "payload_sha256 = hash",
                "policies = '{}'",
                "previous_hash = hash",
                "hash = previous_hash"
            })
    void namesAChangedColumn(String change) {
        fixture.tamper("update gh_ledger set " + change + " where case_id = 'CW-1' and sequence = 4");

        assertBroken(4L, "does not hold");
    }

    @Test
    void namesAChangedPayload() {
        changePayload(2);

        assertBroken(2L, "its payload");
    }

    @Test
    void namesAChangeInAnEntryThatNoCheckpointCoversYet() {
        fixture.tamper("update gh_ledger set actor = 'eve' where case_id = 'CW-1' and sequence = 7");

        assertBroken(7L, "does not give its hash");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 6, 7})
    void namesARemovedEntry(long sequence) {
        fixture.tamper("delete from gh_ledger where case_id = 'CW-1' and sequence = ?", sequence);

        assertBroken(sequence, "is missing");
    }

    @Test
    void namesARemovedEntryWhenTheRestIsRenumberedAndHashedAgain() {
        fixture.tamper("delete from gh_ledger where case_id = 'CW-1' and sequence = 4");
        for (int sequence = 5; sequence <= 7; sequence++) {
            fixture.tamper("update gh_ledger set sequence = sequence - 1 where sequence = ?", sequence);
        }
        fixture.rehashFrom(4);

        assertBroken(4L, "it is not the entry that a checkpoint covers");
    }

    @Test
    void namesAnInsertedEntryAmongOthersThatWereHashedAgain() {
        for (int sequence = 7; sequence >= 4; sequence--) {
            fixture.tamper(
                    "update gh_ledger set sequence = sequence + 1 where case_id = 'CW-1' and sequence = ?", sequence);
        }
        fixture.tamper("insert into gh_ledger select case_id, 4, at, actor, kind, 'inserted', payload, payload_sha256,"
                + " policies, previous_hash, hash from gh_ledger where case_id = 'CW-1' and sequence = 3");
        fixture.rehashFrom(4);

        assertBroken(4L, "it is not the entry that a checkpoint covers");
    }

    @Test
    void namesAnEntryInsertedAtTheEnd() {
        fixture.tamper("insert into gh_ledger select case_id, 8, at, actor, kind, 'inserted', payload, payload_sha256,"
                + " policies, previous_hash, hash from gh_ledger where case_id = 'CW-1' and sequence = 7");
        fixture.rehashFrom(8);

        assertBroken(8L, "no valid checkpoint covers it");
    }

    @Test
    void namesAnEntryInsertedBeforeTheFirst() {
        fixture.tamper("insert into gh_ledger select case_id, 0, at, actor, kind, subject, payload, payload_sha256,"
                + " policies, previous_hash, hash from gh_ledger where case_id = 'CW-1' and sequence = 1");

        assertBroken(0L, "no place in the numbering");
    }

    @Test
    void namesTheFirstOfTwoSwappedEntries() {
        fixture.tamper("update gh_ledger set sequence = -1 where case_id = 'CW-1' and sequence = 2");
        fixture.tamper("update gh_ledger set sequence = 2 where case_id = 'CW-1' and sequence = 5");
        fixture.tamper("update gh_ledger set sequence = 5 where case_id = 'CW-1' and sequence = -1");

        assertBroken(2L, "does not give its hash");
    }

    @Test
    void namesTheFirstOfTwoSwappedEntriesThatWereHashedAgain() {
        fixture.tamper("update gh_ledger set sequence = -1 where case_id = 'CW-1' and sequence = 4");
        fixture.tamper("update gh_ledger set sequence = 4 where case_id = 'CW-1' and sequence = 5");
        fixture.tamper("update gh_ledger set sequence = 5 where case_id = 'CW-1' and sequence = -1");
        fixture.rehashFrom(4);

        assertBroken(4L, "it is not the entry that a checkpoint covers");
    }

    @Test
    void namesWhereATailWasCutOff() {
        fixture.tamper("delete from gh_ledger where case_id = 'CW-1' and sequence >= 5");
        fixture.tamper("delete from gh_ledger_pending");

        assertBroken(5L, "is missing");
    }

    @Test
    void namesTheFirstEntryOfACaseThatWasRemovedAltogether() {
        fixture.tamper("delete from gh_ledger where case_id = 'CW-1'");
        fixture.tamper("delete from gh_ledger_pending");

        assertBroken(1L, "is missing");
        assertThat(fixture.verify().caseId()).isEqualTo("CW-1");
    }

    @Test
    void namesTheFirstEntryOfAChainThatWasRewrittenAndHashedAgain() {
        changePayload(3);
        fixture.rehashFrom(3);

        assertBroken(3L, "it is not the entry that a checkpoint covers");
    }

    @Test
    void findsARewrittenChainWhoseCheckpointsWereSignedAgainWithAnotherKey(@TempDir Path forger) {
        changePayload(2);
        fixture.rehashFrom(2);
        signAgain(CheckpointKey.at(forger.resolve("key.pem")));

        assertBroken(1L, "key that is not trusted");
    }

    @Test
    void findsAForgedCheckpointUnderTheNameOfTheTrustedKey(@TempDir Path forger) {
        changePayload(5);
        fixture.rehashFrom(4);
        signAgain(CheckpointKey.at(forger.resolve("key.pem")));
        fixture.tamper("update gh_checkpoint set key_id = ?", fixture.key.id());

        assertBroken(1L, "does not carry a valid signature");
    }

    @Test
    void findsACheckpointWhoseBodyWasChanged() {
        fixture.tamper(
                "update gh_checkpoint set body = ? where number = 2",
                StoredBytes.parameter(
                        "{\"number\":2,\"previous\":null,\"heads\":[]}".getBytes(StandardCharsets.UTF_8)));

        assertBroken(4L, "Checkpoint 2 does not name the one before it");
    }

    @Test
    void findsACheckpointThatIsNone() {
        fixture.tamper(
                "update gh_checkpoint set body = ? where number = 1",
                StoredBytes.parameter("{\"number\":1".getBytes(StandardCharsets.UTF_8)));

        assertBroken(1L, "Checkpoint 1 does not say what a checkpoint says");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "not Base64"})
    void findsASignatureThatIsNone(String signature) {
        fixture.tamper("update gh_checkpoint set signature = ? where number = 2", signature);

        assertBroken(4L, "Checkpoint 2");
    }

    @Test
    void findsARemovedCheckpoint() {
        fixture.tamper("delete from gh_checkpoint where number = 1");

        assertBroken(1L, "Checkpoint 1 is missing");
    }

    @Test
    void findsTheLastCheckpointRemoved() {
        fixture.tamper("delete from gh_checkpoint where number = 2");

        assertBroken(4L, "no valid checkpoint covers it");
    }

    @Test
    void findsADatabaseThatWasRolledBackByTheCheckpointsThatWereKept() {
        rollBackToCheckpointOne();

        assertThat(fixture.verify().intact())
                .as("nothing in the database shows it")
                .isTrue();
        assertBroken(fixture.verifyAgainstKept(), 4L, "older copy");
        assertBroken(fixture.verify("CW-1", fixture.checkpointFile), 4L, "older copy");
    }

    @Test
    void findsADatabaseThatWasRolledBackAndWentOnDifferently() {
        rollBackToCheckpointOne();
        fixture.append("CW-1", LedgerKind.READ, "{\"another\":\"history\"}");
        fixture.append("CW-1", LedgerKind.READ, "{}");
        fixture.append("CW-1", LedgerKind.READ, "{}");
        fixture.checkpoint();

        assertThat(fixture.verify().intact()).isTrue();
        assertBroken(fixture.verifyAgainstKept(), 4L, "Checkpoint 2 in the database is not the one");
    }

    @Test
    void findsACaseThatTheOlderCopyNeverHad() {
        fixture.append("CW-3", LedgerKind.CASE_STARTED, "{}");
        fixture.checkpoint();
        fixture.tamper("delete from gh_ledger where case_id = 'CW-3'");
        fixture.tamper("delete from gh_checkpoint where number = 3");

        assertBroken(fixture.verifyAgainstKept(), 1L, "older copy");
        assertThat(fixture.verifyAgainstKept().caseId()).isEqualTo("CW-3");
        assertBroken(fixture.verify("CW-3", fixture.checkpointFile), 1L, "Entry 1 of case CW-3 is missing");
    }

    @Test
    void namesTheEntryThatStatesARevisionWhoseBytesWereChanged() {
        fixture.tamper(
                "update gh_revision set content = ? where number = 1",
                StoredBytes.parameter("{\"n\":3}".getBytes(StandardCharsets.UTF_8)));

        assertBroken(3L, "the stored bytes of revision 1");
    }

    @Test
    void namesTheEntryThatStatesARevisionWhichWasReplacedTogetherWithItsHash() {
        byte[] forged = "{\"n\":3}".getBytes(StandardCharsets.UTF_8);
        fixture.tamper(
                "update gh_revision set content = ?, sha256 = ? where number = 2",
                StoredBytes.parameter(forged),
                Sha256.hex(forged));

        assertBroken(6L, "another hash for revision 2");
    }

    @Test
    void namesTheEntryThatStatesARevisionWhichIsGone() {
        fixture.tamper("delete from gh_revision_state where number = 1");
        fixture.tamper("delete from gh_revision_standing where number = 1");
        fixture.tamper("delete from gh_revision where number = 1");

        assertBroken(3L, "revision 1, which it states, is missing");
    }

    @Test
    void findsAnAuthorityThatTheLedgerDoesNotKnow() {
        fixture.tamper(
                "update gh_revision_standing set state = 'SUPERSEDED', authoritative_for = null where number = 2");
        fixture.tamper(
                "update gh_revision_standing set state = 'ADOPTED', authoritative_for = case_id where number = 1");

        assertBroken(null, "Revision 1 stands as the authority");
    }

    @Test
    void saysNothingAboutOtherCasesWhenAskedForOne() {
        fixture.tamper("update gh_ledger set actor = 'eve' where case_id = 'CW-2' and sequence = 1");

        assertThat(fixture.verifyCase().intact()).isTrue();
        assertThat(fixture.verify().caseId()).isEqualTo("CW-2");
    }

    private void changePayload(long sequence) {
        fixture.tamper(
                "update gh_ledger set payload = ? where case_id = 'CW-1' and sequence = ?",
                StoredBytes.parameter("{\"forged\":true}".getBytes(StandardCharsets.UTF_8)),
                sequence);
    }

    private void rollBackToCheckpointOne() {
        fixture.tamper("delete from gh_ledger where case_id = 'CW-1' and sequence > 3");
        fixture.tamper("delete from gh_ledger_pending");
        fixture.tamper("delete from gh_checkpoint where number > 1");
        fixture.tamper("delete from gh_revision_state where number = 2 or state = 'SUPERSEDED'");
        fixture.tamper("delete from gh_revision_standing where number = 2");
        fixture.tamper("delete from gh_revision where number = 2");
        fixture.tamper("update gh_revision_standing set state = 'ADOPTED', authoritative_for = case_id");
    }

    /** Makes all checkpoints again, for the ledger as it is now. */
    private void signAgain(CheckpointKey key) {
        fixture.tamper("delete from gh_checkpoint");
        fixture.tamper("delete from gh_ledger_pending");
        fixture.tamper("insert into gh_ledger_pending select case_id, sequence from gh_ledger");
        var forger = new Checkpoints(fixture.database.jdbc(), fixture.database.transactions(), Clock.systemUTC(), key);
        assertThat(forger.make()).isPresent();
    }

    /** For all cases and for the one. */
    private void assertBroken(@Nullable Long firstBad, String reason) {
        assertBroken(fixture.verify(), firstBad, reason);
        assertBroken(fixture.verifyCase(), firstBad, reason);
    }

    private static void assertBroken(Verification found, @Nullable Long firstBad, String reason) {
        assertThat(found.reason()).contains(reason);
        assertThat(found.firstBad()).isEqualTo(firstBad);
        assertThat(found.intact()).isFalse();
    }
}
