package dev.gatehouse.packet.signing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the public keys to whoever has an account: nothing is secret in them. */
@RestController
@Tag(name = "lanes")
class KeysDoor {
    private final SigningKeys keys;

    KeysDoor(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping(path = "/api/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The public keys that verify manifests",
            description = "A JWK set of Ed25519 keys, those of earlier times too. Keep it apart from what it verifies.")
    ObjectNode keys() {
        return keys.jwkSet();
    }
}
