package dev.gatehouse.packet.signing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that sign what leaves the house, manifests and the states of lanes: one signs, all are published. To rotate,
 * name another active key; what the earlier ones signed stays verifiable as long as their {@code .pub.pem} files stay.
 */
public final class SigningKeys {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final int RAW_KEY = 32;

    private final Path folder;
    private final SigningKey active;

    private SigningKeys(Path folder, SigningKey active) {
        this.folder = folder;
        this.active = active;
    }

    /**
     * Reads the folder, and makes the active key when there is none of that name.
     *
     * @throws IllegalStateException with a sentence that says what to do, when the folder holds something else than keys,
     *     or not the public key of the active one
     */
    public static SigningKeys in(Path folder, String active) {
        if (!NAME.matcher(active).matches()) {
            throw new IllegalStateException("gatehouse.signing.active is the name of a key file without .pem");
        }
        SigningKeys keys = new SigningKeys(
                folder,
                SigningKey.at(folder.resolve(active + ".pem"), "manifests are", "gatehouse.signing.keys and .active"));
        if (!keys.publicKeys().containsKey(keys.active.id())) {
            throw new IllegalStateException(
                    "%s.pub.pem in %s is not the public key of %1$s.pem; remove it and it is written anew"
                            .formatted(active, folder));
        }
        return keys;
    }

    /** The DSSE envelope with this body, signed by the active key. */
    public ObjectNode envelope(String type, byte[] body) {
        return active.envelope(type, body);
    }

    /** Every public key as a JWK set (RFC 7517, RFC 8037); read anew each time, so that a key another node made is in. */
    public ObjectNode jwkSet() {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ArrayNode keys = set.putArray("keys");
        publicKeys().forEach((id, der) -> keys.addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("alg", "EdDSA")
                .put("use", "sig")
                .put("kid", id)
                // the key itself is the end of its DER form
                .put(
                        "x",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Arrays.copyOfRange(der, der.length - RAW_KEY, der.length))));
        return set;
    }

    /** DER form by key id. */
    private SortedMap<String, byte[]> publicKeys() {
        SortedMap<String, byte[]> byId = new TreeMap<>();
        for (Path file : files()) {
            try {
                Matcher block = PEM.matcher(Files.readString(file));
                while (block.find()) {
                    byte[] der = Base64.getMimeDecoder().decode(block.group(1));
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
                    byId.put(Sha256.hex(der), der);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A public key can't be read: " + file, e);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalStateException(file + " holds something else than Ed25519 public keys (PEM)", e);
            }
        }
        return byId;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".pub.pem"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the signing keys can't be read: " + folder, e);
        }
    }
}
