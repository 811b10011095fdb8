package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.testing.StoreDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever single thing is changed in whatever entry, it is found and named. */
class AnyChangePropertyTest {
    private static final List<String> TEXTS =
            List.of("actor", "kind", "subject", "payload_sha256", "policies", "previous_hash", "hash");

    private static final LedgerFixture FIXTURE = fixture();

    @Property(tries = 150)
    void namesTheEntryInWhichOneCharacterIsChanged(
            @ForAll @IntRange(min = 1, max = 7) int sequence,
            @ForAll @IntRange(min = 0, max = 6) int column,
            @ForAll @IntRange(min = 0, max = 63) int place,
            @ForAll @IntRange(min = 1, max = 94) int by) {
        String name = TEXTS.get(column);
        String before = FIXTURE.database
                .jdbc()
                .sql("select " + name + " from gh_ledger where case_id = 'CW-1' and sequence = ?")
                .param(sequence)
                .query(String.class)
                .single();
        StringBuilder after = new StringBuilder(before);
        int index = place % before.length();
        after.setCharAt(index, (char) (' ' + (before.charAt(index) - ' ' + by) % 95));

        set(name, sequence, after.toString());
        try {
            assertNamed(sequence);
        } finally {
            set(name, sequence, before);
        }
    }

    @Property(tries = 100)
    void namesTheEntryInWhoseBytesOneBitIsFlipped(
            @ForAll @IntRange(min = 1, max = 7) int sequence, @ForAll @IntRange(max = 1_000_000) int bit) {
        byte[] before = FIXTURE.database
                .jdbc()
                .sql("select payload from gh_ledger where case_id = 'CW-1' and sequence = ?")
                .param(sequence)
                .query((row, index) -> StoredBytes.read(row, "payload"))
                .single();
        byte[] after = before.clone();
        after[bit / 8 % after.length] ^= (byte) (1 << bit % 8);

        set("payload", sequence, StoredBytes.parameter(after));
        try {
            assertNamed(sequence);
        } finally {
            set("payload", sequence, StoredBytes.parameter(before));
        }
    }

    @Property(tries = 50)
    void namesTheEntryWhoseTimeIsMoved(
            @ForAll @IntRange(min = 1, max = 7) int sequence,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int micros) {
        move(sequence, micros);
        try {
            assertNamed(sequence);
        } finally {
            move(sequence, -micros);
        }
    }

    private static void move(int sequence, int micros) {
        FIXTURE.tamper(
                "update gh_ledger set at = dateadd('MICROSECOND', ?, at) where case_id = 'CW-1' and sequence = ?",
                micros,
                sequence);
    }

    private static void set(String column, int sequence, Object value) {
        FIXTURE.tamper(
                "update gh_ledger set " + column + " = ? where case_id = 'CW-1' and sequence = ?", value, sequence);
    }

    private static void assertNamed(int sequence) {
        assertThat(Map.of(
                        "intact",
                        FIXTURE.verifyCase().intact(),
                        "firstBad",
                        FIXTURE.verifyCase().firstBad()))
                .isEqualTo(Map.of("intact", false, "firstBad", (long) sequence));
    }

    private static LedgerFixture fixture() {
        try {
            return new LedgerFixture(StoreDatabase.h2(), Files.createTempDirectory("ledger")).filled();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
