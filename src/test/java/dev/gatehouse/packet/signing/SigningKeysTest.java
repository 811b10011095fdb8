package dev.gatehouse.packet.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SigningKeysTest {
    @TempDir
    private Path folder;

    @Test
    void publishesTheKeyOfRfc8037() throws IOException {
        // RFC 8037, appendix A: the key of RFC 8032, section 7.1, test 1
        Files.writeString(
                folder.resolve("a.pem"),
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                        + "-----END PRIVATE KEY-----\n");

        JsonNode key = SigningKeys.in(folder, "a").jwkSet().path("keys").path(0);

        assertThat(key.path("x").asText()).isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(key.path("kty").asText()).isEqualTo("OKP");
        assertThat(key.path("crv").asText()).isEqualTo("Ed25519");
        assertThat(key.has("d")).as("the private part").isFalse();
    }

    @Test
    void signsWithTheActiveKeyAndPublishesAllOfThem() throws IOException {
        SigningKeys before = SigningKeys.in(folder, "first");
        String first = signer(before);

        SigningKeys after = SigningKeys.in(folder, "second");

        assertThat(signer(after)).isNotEqualTo(first);
        assertThat(ids(after)).containsExactlyInAnyOrder(first, signer(after));
        assertThat(ids(before)).as("a node that still has the old key active").isEqualTo(ids(after));

        Files.delete(folder.resolve("first.pem"));

        assertThat(ids(after))
                .as("the private key is gone, the public one stays")
                .contains(first);
    }

    @Test
    void refusesToSignWithAKeyThatIsNotPublished() throws IOException {
        SigningKeys.in(folder, "first");
        Files.delete(folder.resolve("first.pem"));

        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.in(folder, "first"))
                .withMessageContaining("is not the public key of first.pem");
    }

    @Test
    void refusesAFolderWithSomethingElseThanKeys() throws IOException {
        Files.writeString(folder.resolve("x.pub.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.in(folder, "first"))
                .withMessageContaining("something else than Ed25519");
        assertThatIllegalStateException().isThrownBy(() -> SigningKeys.in(folder, "../first"));
    }

    @Test
    void givesTheJwkSetAtItsDoor() throws Exception {
        SigningKeys keys = SigningKeys.in(folder, "first");

        MockMvcBuilders.standaloneSetup(new KeysDoor(keys))
                .build()
                .perform(MockMvcRequestBuilders.get("/api/keys"))
                .andExpect(MockMvcResultMatchers.status().isOk())
                .andExpect(MockMvcResultMatchers.jsonPath("$.keys[0].kid").value(signer(keys)));
    }

    private static List<String> ids(SigningKeys keys) {
        return keys.jwkSet().path("keys").findValuesAsText("kid");
    }

    private static String signer(SigningKeys keys) {
        return keys.envelope("text/plain", "x".getBytes(StandardCharsets.UTF_8))
                .path("signatures")
                .path(0)
                .path("keyid")
                .asText();
    }
}
