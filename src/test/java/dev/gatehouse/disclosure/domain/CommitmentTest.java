package dev.gatehouse.disclosure.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitmentTest {

    /** SHA-256 of 32 zero bytes and "abc", by sha256sum. */
    @Test
    void isTheHashOfSaltAndText() {
        assertThat(Commitment.of("00".repeat(32), "abc"))
                .isEqualTo("365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370");
    }

    @Test
    void changesWithEitherOfThem() {
        String one = Commitment.of("00".repeat(32), "abc");

        assertThat(Commitment.of("01" + "00".repeat(31), "abc")).isNotEqualTo(one);
        assertThat(Commitment.of("00".repeat(32), "abd")).isNotEqualTo(one);
    }

    @Test
    void hasAnotherSaltEachTimeAndTheSameInADrill() {
        assertThat(Commitment.salt()).hasSize(64).isNotEqualTo(Commitment.salt());
        assertThat(Commitment.drillSalt("C-1", "s"))
                .hasSize(64)
                .isEqualTo(Commitment.drillSalt("C-1", "s"))
                .isNotEqualTo(Commitment.drillSalt("C-2", "s"))
                .isNotEqualTo(Commitment.drillSalt("C-1", "t"));
    }
}
