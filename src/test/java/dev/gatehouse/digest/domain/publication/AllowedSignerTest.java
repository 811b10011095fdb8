package dev.gatehouse.digest.domain.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSignerTest {

    private static final String FINGERPRINT = "SHA256:TEDmkXyHKB87q/a7aeHD5kJOnD63pQ21w+CsGhmAj0I";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF1r5VorQ2t9UwiRI3kwEZ4dqKdkOA8f11/uCSxxurJV";

    @Test
    void isReadFromAFingerprint() {
        assertThat(AllowedSigner.of(FINGERPRINT)).isEqualTo(new AllowedSigner(FINGERPRINT, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, KEY + " rosa.ito@example.org", "  " + KEY + "\n"})
    void isReadFromAPublicKey(String line) {
        assertThat(AllowedSigner.of(line)).isEqualTo(new AllowedSigner(FINGERPRINT, null, null));
    }

    @Test
    void isReadWithTheTimesBetweenWhichItCounts() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant until = Instant.parse("2026-07-01T12:30:00Z");

        AllowedSigner signer =
                AllowedSigner.of("valid-after=\"20260101\",valid-before=\"20260701123000Z\" " + KEY + " Rosa");

        assertThat(signer).isEqualTo(new AllowedSigner(FINGERPRINT, from, until));
        assertThat(signer.isValidAt(from)).isTrue();
        assertThat(signer.isValidAt(from.minusSeconds(1))).isFalse();
        assertThat(signer.isValidAt(until.minusSeconds(1))).isTrue();
        assertThat(signer.isValidAt(until)).isFalse();
        assertThat(AllowedSigner.of("valid-before=202607011230Z " + FINGERPRINT).validBefore())
                .isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rosa.ito@example.org",
                "SHA256:short",
                "MD5:aa:bb",
                "ssh-ed25519",
                "ssh-ed25519 not-base64!",
                "ssh-ed25519 AAAA",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIF1r5VorQ2t9UwiRI3kwEZ4dqKdkOA8f11/uCSxxurJV",
                "ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29tAAAA",
                "valid-after=20260230 " + KEY,
                "valid-after=2026 " + KEY,
                "valid-for=20260101 " + KEY
            })
    void refusesWhatIsNoKey(String line) {
        assertThatThrownBy(() -> AllowedSigner.of(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no key that may sign; expected SHA256:...");
    }
}
