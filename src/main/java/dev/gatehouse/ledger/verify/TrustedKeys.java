package dev.gatehouse.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Ed25519 public keys whose checkpoints are believed. */
public final class TrustedKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final Map<String, PublicKey> byId;

    private TrustedKeys(Map<String, PublicKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * Reads one or more PEM blocks.
     *
     * @throws UnusableInputException when there is no key in the file, or one that is not Ed25519
     */
    public static TrustedKeys in(Path file) {
        try {
            return of(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UnusableInputException("The public key file %s can't be read.".formatted(file), e);
        }
    }

    /**
     * Likewise.
     *
     * @param name of what holds the PEM blocks, for a refusal
     */
    public static TrustedKeys of(String pem, String name) {
        Map<String, PublicKey> byId = new HashMap<>();
        try {
            Matcher block = PEM.matcher(pem);
            while (block.find()) {
                byte[] der = Base64.getMimeDecoder().decode(block.group(1));
                byId.put(
                        Digests.sha256(der),
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableInputException("%s holds something else than Ed25519 public keys.".formatted(name), e);
        }
        if (byId.isEmpty()) {
            throw new UnusableInputException("%s holds no public key (PEM).".formatted(name));
        }
        return new TrustedKeys(byId);
    }

    /** The SHA-256 of each key's DER form. */
    public Set<String> ids() {
        return new TreeSet<>(byId.keySet());
    }

    /** Why the checkpoint's signature is not to be believed; null when it is. */
    @Nullable
    String refusalOf(SignedCheckpoint checkpoint) {
        PublicKey key = byId.get(checkpoint.keyId());
        if (key == null) {
            return "is signed with a key that is not trusted (key id %s)".formatted(checkpoint.keyId());
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(signedBytes(checkpoint.body()));
            return signature.verify(Base64.getDecoder().decode(checkpoint.signature()))
                    ? null
                    : "does not carry a valid signature";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "carries something else than a signature";
        }
    }

    /** DSSE v1, pre-authentication encoding. */
    private static byte[] signedBytes(byte[] body) {
        String start =
                "DSSEv1 " + SignedCheckpoint.TYPE.length() + " " + SignedCheckpoint.TYPE + " " + body.length + " ";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(start.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
