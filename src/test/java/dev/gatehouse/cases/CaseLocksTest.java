package dev.gatehouse.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.testing.StoreDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class CaseLocksTest {

    private final StoreDatabase database = StoreDatabase.h2();
    private final Cases cases = new Cases(new JdbcTemplate(database.dataSource()), Clock.systemUTC());

    @BeforeEach
    void open() {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V3__cases_and_gates.sql"))
                .execute(database.dataSource());
        List.of("CASE-1", "CASE-2", "CASE-3").forEach(id -> inTransaction(() -> open(id)));
    }

    @Test
    void locksSeveralCasesInTheOrderOfTheirIds() {
        inTransaction(() -> assertThat(cases.lockAll(List.of("CASE-3", "CASE-1", "CASE-1", "CASE-NOT-THERE")))
                .extracting(CaseFile::caseId)
                .containsExactly("CASE-1", "CASE-3"));
    }

    @Test
    void stopsWhoeverLocksAnEarlierCaseAfterALaterOne() {
        inTransaction(() -> {
            cases.locked("CASE-2");
            assertThatThrownBy(() -> cases.lock("CASE-1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("case CASE-1 is locked after CASE-2: several cases are locked together, by lockAll");
            assertThatCode(() -> cases.lock("CASE-3")).doesNotThrowAnyException();
        });
    }

    @Test
    void locksACaseAgainThatIsHeldAlready() {
        inTransaction(() -> {
            cases.lockAll(List.of("CASE-1", "CASE-2"));
            assertThatCode(() -> cases.lock("CASE-1")).doesNotThrowAnyException();
        });
    }

    @Test
    void holdsACaseThatItHasOpenedInWhateverOrder() {
        inTransaction(() -> {
            cases.locked("CASE-2");
            open("CASE-0");
            assertThatCode(() -> cases.lock("CASE-0")).doesNotThrowAnyException();
        });
    }

    @Test
    void forgetsWithTheTransaction() {
        inTransaction(() -> cases.locked("CASE-2"));
        inTransaction(() -> assertThatCode(() -> cases.lock("CASE-1")).doesNotThrowAnyException());
    }

    @Test
    void locksNothingForWhoOnlyReads() {
        assertThatThrownBy(() -> snapshot().read(() -> cases.lock("CASE-1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("case CASE-1 is locked by who only reads");
    }

    @Test
    void readsWhatWasThereWhenItBeganWhateverOthersWrite() {
        int later = snapshot().read(() -> {
            assertThat(cases.all()).hasSize(3);
            CompletableFuture.runAsync(() -> inTransaction(() -> open("CASE-4")))
                    .join();
            return cases.all().size();
        });
        assertThat(later).isEqualTo(3);
        assertThat(cases.all()).hasSize(4);
    }

    private Snapshot snapshot() {
        return new Snapshot(Objects.requireNonNull(database.transactions().getTransactionManager()));
    }

    private void open(String caseId) {
        cases.open(caseId, "flow", "t", true, "p-" + caseId, JsonNodeFactory.instance.objectNode());
    }

    private void inTransaction(Runnable work) {
        database.transactions().executeWithoutResult(status -> work.run());
    }
}
