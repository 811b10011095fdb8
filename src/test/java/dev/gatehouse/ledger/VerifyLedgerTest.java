package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ledger.verify.VerifyLedger;
import dev.gatehouse.testing.StoreDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyLedgerTest {
    @TempDir
    private Path folder;

    private LedgerFixture fixture;
    private String told;

    @BeforeEach
    void fill() {
        fixture = new LedgerFixture(StoreDatabase.h2(url()), folder).filled();
    }

    @Test
    void endsWithZeroWhenIntact() {
        assertThat(verify()).isZero();
        assertThat(told).isEqualTo("Intact: 9 entries verified.\n");
        assertThat(verify("--case=CW-1")).isZero();
        assertThat(told).isEqualTo("Intact: 7 entries verified.\n");
    }

    @Test
    void endsWithOneAndNamesTheEntryWhenBroken() {
        fixture.tamper("update gh_ledger set subject = 'x' where case_id = 'CW-1' and sequence = 2");

        assertThat(verify()).isEqualTo(1);
        assertThat(told).startsWith("BROKEN, 9 entries read. First bad entry: 2 of case CW-1.");
        assertThat(verify("--case", "CW-2")).isZero();
    }

    @Test
    void findsADatabaseFileThatWasReplacedByAnOlderCopy() throws IOException {
        Path file = folder.resolve("gatehouse.mv.db");
        Path copy = folder.resolve("older.mv.db");
        Files.copy(file, copy);
        fixture.append("CW-1", LedgerKind.READ, "{}");
        fixture.checkpoint();
        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(verify()).as("without what was kept elsewhere nothing shows").isZero();
        assertThat(verify("--checkpoints", fixture.checkpointFile.toString())).isEqualTo(1);
        assertThat(told).contains("First bad entry: 8 of case CW-1", "older copy");
    }

    @Test
    void leavesTheDatabaseAsItWas() throws IOException {
        Path file = folder.resolve("gatehouse.mv.db");
        byte[] before = Files.readAllBytes(file);

        verify();

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--case CW-9",
                "--nonsense x",
                "--case",
                "--case CW-1 --case CW-2",
                "CW-1",
                "--public-key /nowhere/key.pem",
                "--checkpoints /nowhere/checkpoints",
                "--url jdbc:h2:file:/nowhere/database",
                "--url jdbc:unknown:x",
                "--user nobody",
            })
    void endsWithTwoAndASentenceWhenNothingCanBeSaid(String arguments) {
        assertThat(verify(arguments.split(" "))).isEqualTo(2);
        assertThat(told).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    @Test
    void endsWithTwoWhenTheKeyFileHoldsNoKey() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "no key");

        assertThat(verify("--public-key", none.toString())).isEqualTo(2);
        assertThat(told).contains("no public key");
    }

    @Test
    void endsWithTwoWhenTheCheckpointFileIsNone() throws IOException {
        Files.writeString(fixture.checkpointFile, "{}\n");

        assertThat(verify("--checkpoints", fixture.checkpointFile.toString())).isEqualTo(2);
        assertThat(told).contains("Line 1 of");
    }

    private int verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        String given = String.join(" ", all);
        addUnlessGiven(all, given, "--url", url());
        addUnlessGiven(all, given, "--user", "sa");
        addUnlessGiven(all, given, "--password", "");
        addUnlessGiven(
                all,
                given,
                "--public-key",
                CheckpointKey.published(fixture.keyFile).toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exitCode = new VerifyLedger().run(all, stream, stream);
        told = out.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    private static void addUnlessGiven(List<String> arguments, String given, String option, String value) {
        if (!given.contains(option)) {
            arguments.add(0, option + "=" + value);
        }
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("gatehouse") + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
