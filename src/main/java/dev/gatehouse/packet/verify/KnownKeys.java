package dev.gatehouse.packet.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The Ed25519 public keys that are believed, from a JWK set (RFC 7517, RFC 8037), by key id. */
public final class KnownKeys {
    /** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
    private static final byte[] DER_START = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW_KEY = 32;

    private final Map<String, PublicKey> byId;

    private KnownKeys(Map<String, PublicKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /** @throws Refusal UNUSABLE when the file holds no such set */
    public static KnownKeys in(Path file) {
        return of(ExactJson.in(file), file.toString());
    }

    /**
     * Likewise.
     *
     * @param name of what holds the set, for a refusal
     */
    public static KnownKeys of(JsonNode set, String name) {
        Map<String, PublicKey> byId = new HashMap<>();
        for (JsonNode key : set.path("keys")) {
            boolean ed25519 = key.path("kty").asText().equals("OKP")
                    && key.path("crv").asText().equals("Ed25519");
            if (ed25519 && byId.put(key.path("kid").asText(), publicKey(key, name)) != null) {
                throw Refusal.unusable("%s names two keys %s.".formatted(name, key.path("kid")));
            }
        }
        if (byId.isEmpty()) {
            throw Refusal.unusable("%s is no JWK set with an Ed25519 key.".formatted(name));
        }
        return new KnownKeys(byId);
    }

    private static PublicKey publicKey(JsonNode key, String name) {
        try {
            byte[] raw = Base64.getUrlDecoder().decode(key.path("x").asText());
            if (raw.length != RAW_KEY) {
                throw new IllegalArgumentException("no key");
            }
            ByteArrayOutputStream der = new ByteArrayOutputStream();
            der.writeBytes(DER_START);
            der.writeBytes(raw);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der.toByteArray()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw Refusal.unusable("%s holds something else than Ed25519 keys.".formatted(name));
        }
    }

    /** The ids of the keys that are believed. */
    public Set<String> ids() {
        return new TreeSet<>(byId.keySet());
    }

    /**
     * Requires one signature of a known key that holds.
     *
     * @return the id of that key
     * @throws Refusal NOT_SIGNED when there is none
     */
    public String signerOf(SignedFile signed) {
        String because = "is not signed";
        for (SignedFile.Mark mark : signed.marks()) {
            PublicKey key = byId.get(mark.keyId());
            if (key == null) {
                because = "is signed with a key that is not known (key id %s)".formatted(mark.keyId());
            } else if (holds(key, signed, mark)) {
                return mark.keyId();
            } else {
                because = "does not carry a valid signature of the key %s".formatted(mark.keyId());
            }
        }
        throw new Refusal(Refusal.NOT_SIGNED, "%s %s.".formatted(signed.name(), because));
    }

    private static boolean holds(PublicKey key, SignedFile signed, SignedFile.Mark mark) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(preAuthenticationEncoding(signed));
            return signature.verify(Base64.getDecoder().decode(mark.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** DSSE v1. */
    private static byte[] preAuthenticationEncoding(SignedFile signed) {
        byte[] type = signed.type().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(type);
        bytes.writeBytes((" " + signed.payload().length + " ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(signed.payload());
        return bytes.toByteArray();
    }
}
