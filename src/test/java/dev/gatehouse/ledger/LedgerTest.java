package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.testing.StoreDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

class LedgerTest {
    private static final String CASE = "CW-1";
    private static final Instant NOW = Instant.parse("2026-04-17T14:05:00.123456789Z");

    private final StoreDatabase database = StoreDatabase.h2();
    private final Ledger ledger = new Ledger(new JdbcTemplate(database.dataSource()), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void appendsAnEntryThatReadsBackTheSame() {
        LedgerEntry appended = append("{\"b\":1,\"a\":[\"ä\",null]}");

        assertThat(ledger.of(CASE)).containsExactly(appended);
        assertThat(appended.at()).isEqualTo("2026-04-17T14:05:00.123456Z");
        assertThat(appended.policies()).containsExactly(Map.entry("change-authority", "3"));
    }

    @Test
    void hashesAsThePackageSays() {
        // computed apart from this code, by a few lines of Python that follow the package's description
        LedgerEntry first = append("{}");
        LedgerEntry second = append("{\"n\":2}");

        assertThat(first.previousHash()).isEqualTo("8307086bd91c9b6de0f6c01abaa320209c7debd2b382d0b63e1fad7736c1d2bb");
        assertThat(first.hash()).isEqualTo("74b7a71078eae9032f22adbff741afe648f6d5bac3638ee1a54993d6c8cdef16");
        assertThat(second.hash()).isEqualTo("a9e4e3bfb77ad4657ed134b77f67e8a152d0215bb677c573e9212d08153f60dd");
    }

    @Test
    void chainsTheEntriesOfEachCaseApart() {
        LedgerEntry first = append("{}");
        LedgerEntry second = append("{}");
        LedgerEntry other = database.transactions()
                .execute(status -> ledger.append("CW-2", "ana", LedgerKind.READ, "", json("{}"), Map.of()));

        assertThat(List.of(first.sequence(), second.sequence(), other.sequence()))
                .containsExactly(1L, 2L, 1L);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(other.previousHash()).isNotEqualTo(first.previousHash());
    }

    @Test
    void keepsAPayloadLargerThanAMebibyte() {
        append("{\"text\":\"" + "x".repeat(3 << 20) + "\"}");

        assertThat(ledger.of(CASE).get(0).payload().get("text").textValue()).hasSize(3 << 20);
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.append(CASE, "ana", LedgerKind.READ, "", json("{}"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "x\ud800"})
    void refusesTextThatADatabaseWouldNotKeep(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> database.transactions()
                .execute(status -> ledger.append(CASE, "ana", LedgerKind.READ, text, json("{}"), Map.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> database.transactions()
                .execute(status -> ledger.append(CASE, text, LedgerKind.READ, "", json("{}"), Map.of())));
    }

    @Test
    void goesWithTheTransactionThatItRecords() {
        database.transactions().executeWithoutResult(status -> {
            ledger.append(CASE, "ana", LedgerKind.READ, "", json("{}"), Map.of());
            status.setRollbackOnly();
        });

        assertThat(ledger.of(CASE)).isEmpty();
        assertThat(append("{}").sequence()).isEqualTo(1);
    }

    @Test
    void thePrimaryKeyRefusesOneOfTwoThatAppendWithoutTheCasesLock() {
        CountDownLatch bothHaveRead = new CountDownLatch(2);
        Clock meeting = new Clock() {
            @Override
            public Instant instant() {
                bothHaveRead.countDown();
                try {
                    bothHaveRead.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return NOW;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Ledger racing = new Ledger(new JdbcTemplate(database.dataSource()), meeting);
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<Void>> attempts = List.of(1, 2).stream()
                .map(n -> CompletableFuture.runAsync(() -> database.transactions()
                        .executeWithoutResult(
                                status -> racing.append(CASE, "ana", LedgerKind.READ, "", json("{}"), Map.of()))))
                .toList();
        for (CompletableFuture<Void> attempt : attempts) {
            try {
                attempt.join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(DuplicateKeyException.class);
                refused.incrementAndGet();
            }
        }

        assertThat(refused).hasValue(1);
        assertThat(ledger.of(CASE)).hasSize(1);
    }

    private LedgerEntry append(String payload) {
        return database.transactions()
                .execute(status -> ledger.append(
                        CASE,
                        "ana für bo",
                        LedgerKind.DECISION,
                        "adopt-packet",
                        json(payload),
                        Map.of("change-authority", "3")));
    }

    private static JsonNode json(String text) {
        return StrictJson.read(text);
    }
}
