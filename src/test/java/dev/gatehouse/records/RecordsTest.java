package dev.gatehouse.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.records.Records.Mirrored;
import dev.gatehouse.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final String TIMELINE = "incident-timeline";
    private static final String KEY = "INC-88213";

    private final List<String> heard = new ArrayList<>();
    private final StoreDatabase database = RecordDatabase.create();
    private final Records records =
            RecordDatabase.records(database, (newest, account) -> heard.add(newest.version() + " from " + account));

    @Test
    void hashesWhereItBelongsAsWellAsWhatItSays() {
        String canonical = "{\"content\":{\"n\":1},\"key\":\"INC-88213\",\"publishedAt\":\"2026-04-19T16:00:00Z\","
                + "\"register\":\"incident-timeline\",\"status\":\"APPROVED\",\"version\":7}";

        assertThat(version(7, "APPROVED", 1).sha256())
                .isEqualTo(Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)));
        assertThat(version(7, "APPROVED", 1).citation().toString())
                .isEqualTo("{\"register\":\"incident-timeline\",\"key\":\"INC-88213\",\"version\":7,\"sha256\":\""
                        + version(7, "APPROVED", 1).sha256() + "\"}");
    }

    @Test
    void keepsEveryVersionForEver() {
        mirror(version(7, "APPROVED", 1));
        mirror(version(8, "APPROVED", 2));

        assertThat(records.versions(TIMELINE, KEY))
                .extracting(MirroredRecord::version)
                .containsExactly(8L, 7L);
        assertThat(records.approved(TIMELINE, KEY, 7)).contains(version(7, "APPROVED", 1));
    }

    @Test
    void hasInForceWhatWasPublishedByThenWhateverTheOrderOfArrival() {
        mirror(published(9, "APPROVED", "2026-04-25T09:00:00Z"));
        mirror(published(7, "APPROVED", "2026-04-10T09:00:00Z"));
        mirror(published(8, "DRAFT", "2026-04-12T09:00:00Z"));

        assertThat(inForce("2026-04-10T08:59:59Z")).isEmpty();
        assertThat(inForce("2026-04-10T09:00:00Z")).contains(7L);
        assertThat(inForce("2026-04-20T09:00:00Z"))
                .as("a draft is never in force")
                .contains(7L);
        assertThat(inForce("2026-04-25T09:00:00Z")).contains(9L);

        mirror(published(10, "WITHDRAWN", "2026-04-26T09:00:00Z"));
        assertThat(inForce("2026-04-26T09:00:00Z")).as("withdrawn since").isEmpty();
        assertThat(records.inForce(TIMELINE, Instant.parse("2026-04-25T09:00:00Z")))
                .extracting(MirroredRecord::version)
                .containsExactly(9L);
    }

    private Optional<Long> inForce(String at) {
        return records.inForce(TIMELINE, KEY, Instant.parse(at)).map(MirroredRecord::version);
    }

    @Test
    void takesTheSameVersionTwice() {
        assertThat(mirror(version(7, "APPROVED", 1))).isEqualTo(Mirrored.NEW);
        assertThat(mirror(version(7, "APPROVED", 1))).isEqualTo(Mirrored.KNOWN);

        assertThat(records.versions(TIMELINE, KEY)).hasSize(1);
        assertThat(heard).containsExactly("7 from incident-tracker");
    }

    @Test
    void refusesAVersionThatDrifts() {
        mirror(version(7, "APPROVED", 1));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> mirror(version(7, "APPROVED", 2)))
                .withMessageContaining(version(7, "APPROVED", 1).sha256())
                .extracting(RefusedException::kind)
                .isEqualTo(RefusedException.Kind.CONFLICT);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> mirror(version(7, "DRAFT", 1)));
        assertThat(records.newestApproved(TIMELINE, KEY)).contains(version(7, "APPROVED", 1));
    }

    @Test
    void keepsADraftAndFeedsNoFlowWithIt() {
        mirror(version(7, "APPROVED", 1));
        mirror(version(8, "DRAFT", 2));

        assertThat(records.newestApproved(TIMELINE, KEY)).contains(version(7, "APPROVED", 1));
        assertThat(records.approved(TIMELINE, KEY, 8)).isEmpty();
        assertThat(records.citable(TIMELINE, KEY, 8)).isFalse();
        assertThat(records.citable(TIMELINE, KEY, 7)).isTrue();
        assertThat(records.citable(TIMELINE, KEY, 9)).isFalse();
        assertThat(records.find(TIMELINE, KEY, 8)).isPresent();
        assertThat(heard).containsExactly("7 from incident-tracker");
    }

    @Test
    void tellsOnlyOfAVersionThatIsNewerThanAllOthers() {
        mirror(version(9, "APPROVED", 1));
        mirror(version(8, "APPROVED", 2));

        assertThat(records.newestApproved(TIMELINE, KEY)).contains(version(9, "APPROVED", 1));
        assertThat(heard).containsExactly("9 from incident-tracker");
    }

    @Test
    void keepsNothingWhenAFlowCannotTakeItUp() {
        Records refusing = RecordDatabase.records(database, (newest, account) -> {
            throw new IllegalStateException("the inbox is away");
        });

        assertThatIllegalStateException().isThrownBy(() -> refusing.mirror(version(7, "APPROVED", 1), "x"));
        assertThat(records.versions(TIMELINE, KEY)).isEmpty();
    }

    @Test
    void keepsOneOfTwoThatRace() {
        CyclicBarrier together = new CyclicBarrier(2);
        List<CompletableFuture<Mirrored>> attempts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            attempts.add(CompletableFuture.supplyAsync(() -> {
                Records racing = RecordDatabase.records(database, (newest, account) -> {});
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return racing.mirror(version(7, "APPROVED", 1), "incident-tracker");
            }));
        }

        assertThat(attempts)
                .extracting(CompletableFuture::join)
                .containsExactlyInAnyOrder(Mirrored.NEW, Mirrored.KNOWN);
    }

    @Test
    void readsNothingFromBytesThatWereChanged() {
        mirror(version(7, "APPROVED", 1));
        database.jdbc()
                .sql("update gh_record set document = ?")
                .param(StoredBytes.parameter(
                        version(7, "APPROVED", 2).document().toString().getBytes(StandardCharsets.UTF_8)))
                .update();

        assertThatIllegalStateException()
                .isThrownBy(() -> records.newestApproved(TIMELINE, KEY))
                .withMessageContaining("does not hash");
    }

    private Mirrored mirror(MirroredRecord sent) {
        return records.mirror(sent, "incident-tracker");
    }

    private static MirroredRecord published(long version, String status, String publishedAt) {
        return MirroredRecord.of(StrictJson.read("""
                {"register": "incident-timeline", "key": "INC-88213", "version": %d, "status": "%s",
                 "publishedAt": "%s", "content": {}}""".formatted(version, status, publishedAt)));
    }

    private static MirroredRecord version(long version, String status, int n) {
        return MirroredRecord.of(StrictJson.read("""
                {"register": "incident-timeline", "key": "INC-88213", "version": %d, "status": "%s",
                 "publishedAt": "2026-04-19T16:00:00Z", "content": {"n": %d}}""".formatted(version, status, n)));
    }
}
