package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.testing.StoreDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path folder;

    private LedgerFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new LedgerFixture(StoreDatabase.h2(), folder);
    }

    @Test
    void coversEachCaseFromWhereTheLastOneEnded() {
        LedgerEntry first = fixture.append("CW-1", LedgerKind.READ, "{}");
        LedgerEntry other = fixture.append("CW-2", LedgerKind.READ, "{}");
        Checkpoint one = fixture.checkpoints.make().orElseThrow();
        LedgerEntry second = fixture.append("CW-1", LedgerKind.READ, "{}");
        LedgerEntry third = fixture.append("CW-1", LedgerKind.READ, "{}");
        Checkpoint two = fixture.checkpoints.make().orElseThrow();

        assertThat(StrictJson.read(one.body())).isEqualTo(StrictJson.read("""
                        {"number":1,"at":"2026-04-17T14:05:00.123456Z","previous":null,"heads":[
                          {"caseId":"CW-1","after":0,"sequence":1,"hashes":["%s"]},
                          {"caseId":"CW-2","after":0,"sequence":1,"hashes":["%s"]}]}
                        """.formatted(first.hash(), other.hash())));
        JsonNode body = StrictJson.read(two.body());
        assertThat(body.path("previous").textValue()).isEqualTo(Sha256.hex(one.body()));
        assertThat(body.path("heads"))
                .isEqualTo(
                        StrictJson.read("[{\"caseId\":\"CW-1\",\"after\":1,\"sequence\":3,\"hashes\":[\"%s\",\"%s\"]}]"
                                .formatted(second.hash(), third.hash())));
    }

    @Test
    void makesNoneWhenNothingChanged() {
        assertThat(fixture.checkpoints.make()).isEmpty();
        fixture.append("CW-1", LedgerKind.READ, "{}");
        assertThat(fixture.checkpoints.make()).isPresent();
        assertThat(fixture.checkpoints.make()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNotCommittedAndCoversItAfterwards() {
        fixture.append("CW-1", LedgerKind.READ, "{}");
        Optional<Checkpoint> meanwhile = fixture.database.transactions().execute(status -> {
            fixture.ledger.append("CW-1", "ana", LedgerKind.READ, "", StrictJson.read("{}"), Map.of());
            return CompletableFuture.supplyAsync(fixture.checkpoints::make).join();
        });

        assertThat(heads(meanwhile.orElseThrow())).containsExactly("CW-1 0-1");
        assertThat(heads(fixture.checkpoints.make().orElseThrow())).containsExactly("CW-1 1-2");
    }

    @Test
    void neverCoversWhatWasRolledBack() {
        fixture.database.transactions().executeWithoutResult(status -> {
            fixture.ledger.append("CW-1", "ana", LedgerKind.READ, "", StrictJson.read("{}"), Map.of());
            status.setRollbackOnly();
        });

        assertThat(fixture.checkpoints.make()).isEmpty();
    }

    @Test
    void makesOneLineWhenManyNodesMakeThemWhileOthersAppend() {
        List<CompletableFuture<Void>> work = IntStream.range(0, 6)
                .mapToObj(node -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 30; i++) {
                        if (node < 3) {
                            fixture.append("CW-" + node, LedgerKind.READ, "{}");
                        } else {
                            fixture.checkpoints.make();
                        }
                    }
                }))
                .toList();
        work.forEach(CompletableFuture::join);
        fixture.append("CW-0", LedgerKind.READ, "{}");
        assertThat(fixture.checkpoints.make()).isPresent();

        assertThat(fixture.verify().reason()).isNull();
        assertThat(fixture.checkpoints.make()).isEmpty();
        List<Checkpoint> all = fixture.checkpoints.after(0, 1_000);
        assertThat(all).extracting(Checkpoint::number).isSorted().doesNotHaveDuplicates();
        assertThat(all.get(all.size() - 1).number()).isEqualTo(all.size());
    }

    @Test
    void writesEveryCheckpointToTheFileOnceWhoeverMadeIt() throws Exception {
        CheckpointFile file = new CheckpointFile(fixture.checkpointFile, fixture.checkpoints);
        CheckpointFile ofAnotherNode = new CheckpointFile(fixture.checkpointFile, fixture.checkpoints);
        for (int i = 0; i < 4; i++) {
            fixture.append("CW-1", LedgerKind.READ, "{}");
            assertThat(fixture.checkpoints.make()).isPresent();
            (i % 2 == 0 ? file : ofAnotherNode).catchUp();
            file.catchUp();
        }

        assertThat(Files.readAllLines(fixture.checkpointFile)).hasSize(4);
        assertThat(fixture.verifyAgainstKept().reason()).isNull();
    }

    @Test
    void mendsAFileWhoseLastLineWasCutByACrash() throws Exception {
        fixture.filled();
        String whole = Files.readString(fixture.checkpointFile);
        Files.writeString(fixture.checkpointFile, whole.substring(0, whole.length() - 20));

        new CheckpointFile(fixture.checkpointFile, fixture.checkpoints).catchUp();

        assertThat(Files.readString(fixture.checkpointFile)).isEqualTo(whole);
    }

    @Test
    void leavesTheFileAloneWhenTheDatabaseIsAnOlderCopy() throws Exception {
        fixture.filled();
        String kept = Files.readString(fixture.checkpointFile);
        fixture.tamper("delete from gh_checkpoint where number = 2");
        CheckpointFile file = new CheckpointFile(fixture.checkpointFile, fixture.checkpoints);

        file.catchUp();
        fixture.append("CW-1", LedgerKind.READ, "{}");
        assertThat(fixture.checkpoints.make()).isPresent();
        file.catchUp();

        assertThat(Files.readString(fixture.checkpointFile)).isEqualTo(kept);
    }

    private static List<String> heads(Checkpoint checkpoint) {
        return StrictJson.read(checkpoint.body()).path("heads").findValuesAsText("caseId").stream()
                .map(caseId -> caseId + " "
                        + StrictJson.read(checkpoint.body())
                                .at("/heads/0/after")
                                .asLong() + "-"
                        + StrictJson.read(checkpoint.body())
                                .at("/heads/0/sequence")
                                .asLong())
                .toList();
    }
}
