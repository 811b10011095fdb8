package dev.gatehouse.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

class RevisionsTest {
    private static final String CASE = "CW-1";
    private static final Instant NOW = Instant.parse("2026-04-17T14:05:00.123456789Z");

    private final StoreDatabase database = StoreDatabase.h2();
    private final Revisions revisions = new Revisions(database.jdbc(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void storesCanonicalBytesUnderTheirHash() {
        Revision stored = store("{ \"b\": 1.0, \"a\": \"x\" }", null);

        String canonical = "{\"a\":\"x\",\"b\":1}";
        assertThat(stored.sha256()).isEqualTo(Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)));
        assertThat(stored.number()).isEqualTo(1);
        assertThat(stored.state()).isEqualTo(RevisionState.DRAFT);
        assertThat(stored.createdAt()).isEqualTo("2026-04-17T14:05:00.123456Z");
        assertThat(revisions.find(CASE, 1)).contains(stored);
        assertThat(revisions.bySha(CASE, stored.sha256())).contains(stored);
    }

    @Test
    void givesARevisionWhatBelongsToItAndKeepsItsEarlierForms() {
        Revision first = store("{\"n\":1}", null);
        Revision second = restate(1, "{\"n\":1,\"objections\":[1]}");
        move(1, RevisionState.CANDIDATE);
        Revision third = restate(1, "{\"n\":1,\"objections\":[1,2]}");

        assertThat(List.of(first.number(), second.number(), third.number())).containsOnly(1);
        assertThat(revisions.candidate(CASE)).contains(third);
        assertThat(revisions.references(CASE))
                .extracting(RevisionReference::sha256)
                .containsExactly(third.sha256());
        assertThat(revisions.bySha(CASE, third.sha256())).contains(third);
        assertThat(revisions.bySha(CASE, first.sha256())).isEmpty();
        assertThat(database.jdbc()
                        .sql("select sha256 from gh_revision_form order by form")
                        .query(String.class)
                        .list())
                .containsExactly(second.sha256(), third.sha256());
    }

    @Test
    void statesTheSameContentOnce() {
        Revision first = store("{\"n\":1}", null);

        assertThat(restate(1, "{ \"n\": 1.0 }")).isEqualTo(first);
        assertThat(database.jdbc()
                        .sql("select count(*) from gh_revision_form")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesToRestateWhatSomebodyHasDecidedOn() {
        adopted("{\"n\":1}");

        assertThatExceptionOfType(IllegalRevisionMoveException.class)
                .isThrownBy(() -> restate(1, "{\"n\":2}"))
                .withMessageContaining("ADOPTED");
        assertThatExceptionOfType(IllegalRevisionMoveException.class).isThrownBy(() -> restate(2, "{\"n\":2}"));
    }

    @Test
    void countsRevisionsWithinTheirCase() {
        store("{\"n\":1}", null);
        Revision second = store("{\"n\":2}", 1);

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.supersedes()).isEqualTo(1);
        assertThat(revisions.history(CASE)).extracting(Revision::number).containsExactly(1, 2);
        assertThat(revisions.history("CW-2")).isEmpty();
    }

    @Test
    void storesContentLargerThanAMebibyte() {
        String text = "x".repeat(3 << 20);
        Revision stored = store("{\"text\":\"" + text + "\"}", null);

        assertThat(revisions
                        .find(CASE, stored.number())
                        .orElseThrow()
                        .content()
                        .get("text")
                        .textValue())
                .isEqualTo(text);
    }

    @Test
    void refusesToWriteOutsideATransaction() {
        JsonNode content = StrictJson.read("{}");

        assertThatIllegalStateException().isThrownBy(() -> revisions.store(CASE, content, null, "ana"));
        store("{}", null);
        assertThatIllegalStateException()
                .isThrownBy(() -> revisions.changeState(CASE, 1, RevisionState.CANDIDATE, "ana", ""));
    }

    @Test
    void refusesARevisionThatSupersedesOneWhichDoesNotExist() {
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> store("{}", 7));
    }

    @Test
    void movesTheAuthorityOnAdoption() {
        adopted("{\"n\":1}");
        adopted("{\"n\":2}");

        assertThat(revisions.authoritative(CASE)).map(Revision::number).contains(2);
        assertThat(revisions.candidate(CASE)).isEmpty();
        assertThat(revisions.find(CASE, 1).orElseThrow().state()).isEqualTo(RevisionState.SUPERSEDED);
        assertThat(revisions.moves(CASE))
                .extracting(RevisionMove::number, RevisionMove::state)
                .containsExactly(
                        tuple(1, RevisionState.DRAFT),
                        tuple(1, RevisionState.CANDIDATE),
                        tuple(1, RevisionState.ADOPTED),
                        tuple(1, RevisionState.SUPERSEDED),
                        tuple(2, RevisionState.DRAFT),
                        tuple(2, RevisionState.CANDIDATE),
                        tuple(2, RevisionState.ADOPTED));
    }

    @Test
    void refusesAMoveThatTheStateDoesNotAllow() {
        store("{}", null);

        assertThatExceptionOfType(IllegalRevisionMoveException.class)
                .isThrownBy(() -> move(1, RevisionState.ADOPTED))
                .withMessage("revision 1 of case CW-1 is DRAFT and can't become ADOPTED");
        assertThat(revisions.moves(CASE)).hasSize(1);
    }

    @Test
    void refusesToMoveARevisionThatDoesNotExist() {
        assertThatExceptionOfType(IllegalRevisionMoveException.class)
                .isThrownBy(() -> move(3, RevisionState.CANDIDATE))
                .withMessageContaining("no revision 3");
    }

    @Test
    void refusesASecondCandidate() {
        store("{\"n\":1}", null);
        store("{\"n\":2}", null);
        move(1, RevisionState.CANDIDATE);

        assertThatExceptionOfType(IllegalRevisionMoveException.class)
                .isThrownBy(() -> move(2, RevisionState.CANDIDATE))
                .withMessageContaining("another revision that is CANDIDATE");
    }

    @Test
    void adoptsOnceWhenTwoConnectionsRaceToAdopt() {
        store("{}", null);
        move(1, RevisionState.CANDIDATE);

        List<Throwable> refused = inTwoConnections(ignored -> move(1, RevisionState.ADOPTED));

        assertThat(refused).hasSize(1).first().isInstanceOf(IllegalRevisionMoveException.class);
        assertThat(revisions.authoritative(CASE)).isPresent();
    }

    @Test
    void theDatabaseRefusesASecondAuthorityThatTwoConnectionsRaceFor() {
        store("{\"n\":1}", null);
        store("{\"n\":2}", null);

        List<Throwable> refused =
                inTwoConnections(number -> database.transactions().executeWithoutResult(status -> database.jdbc()
                        .sql("update gh_revision_standing set state = 'ADOPTED', authoritative_for = case_id"
                                + " where case_id = ? and number = ?")
                        .params(CASE, number)
                        .update()));

        assertThat(refused).hasSize(1).first().isInstanceOf(DuplicateKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update gh_revision_standing set state = 'ADOPTED'",
                "update gh_revision_standing set authoritative_for = 'CW-1'",
                "update gh_revision_standing set state = 'ADOPTED', authoritative_for = 'CW-2'",
                "update gh_revision_standing set state = 'CANDIDATE'"
            })
    void theDatabaseRefusesAStateThatItsUniqueColumnsDoNotShow(String sql) {
        store("{}", null);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.jdbc().sql(sql).update());
    }

    @Test
    void readsNothingFromBytesThatWereChanged() {
        store("{\"a\":1}", null);
        database.jdbc()
                .sql("update gh_revision set content = ?")
                .param(StoredBytes.parameter("{\"a\":2}".getBytes(StandardCharsets.UTF_8)))
                .update();

        assertThatExceptionOfType(CorruptRevisionException.class)
                .isThrownBy(() -> revisions.find(CASE, 1))
                .withMessageContaining("does not hash");
    }

    private Revision store(String json, @Nullable Integer supersedes) {
        return database.transactions()
                .execute(status -> revisions.store(CASE, StrictJson.read(json), supersedes, "ana"));
    }

    private Revision restate(int number, String json) {
        return database.transactions().execute(status -> revisions.restate(CASE, number, StrictJson.read(json), "ana"));
    }

    private void move(int number, RevisionState to) {
        database.transactions()
                .executeWithoutResult(status -> revisions.changeState(CASE, number, to, "ana", "because"));
    }

    private void adopted(String json) {
        int number = store(json, null).number();
        move(number, RevisionState.CANDIDATE);
        move(number, RevisionState.ADOPTED);
    }

    /** Runs the attempt for 1 and for 2 at the same moment and returns what the losers were told. */
    private static List<Throwable> inTwoConnections(IntConsumer attempt) {
        CountDownLatch start = new CountDownLatch(2);
        List<CompletableFuture<Void>> attempts = new ArrayList<>();
        for (int number : new int[] {1, 2}) {
            attempts.add(CompletableFuture.runAsync(() -> {
                start.countDown();
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                attempt.accept(number);
            }));
        }
        List<Throwable> refused = new ArrayList<>();
        for (CompletableFuture<Void> outcome : attempts) {
            try {
                outcome.join();
            } catch (CompletionException e) {
                refused.add(e.getCause());
            }
        }
        return refused;
    }
}
