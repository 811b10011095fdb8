package dev.gatehouse.packet.signing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key that signs: Ed25519, PKCS#8 in PEM. All nodes of one database use the same file. Without a file a key is made,
 * readable by its owner only, with the public key beside it for whoever verifies.
 */
public final class SigningKey {
    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey) throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.publicKey = publicKeyOf(privateKey);
    }

    /**
     * Reads the key, or makes it when there is no such file.
     *
     * @param purpose what it signs, in the words of the server's log
     * @param setting the property that names the file
     * @throws IllegalStateException with a sentence that says what to do, when the file holds no Ed25519 key
     */
    public static SigningKey at(Path file, String purpose, String setting) {
        try {
            if (Files.notExists(file)) {
                generate(file, purpose);
            }
            SigningKey key = new SigningKey(read(file));
            Path published = published(file);
            if (Files.notExists(published)) {
                publish(published, key.publicKey);
            }
            log.info(
                    "{} signed with {} (key id {}); give {} to whoever verifies",
                    purpose,
                    file.toAbsolutePath().normalize(),
                    key.id(),
                    published.toAbsolutePath().normalize());
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key by which %s signed can't be read or made: %s".formatted(purpose, file), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s holds no Ed25519 private key (PKCS#8, PEM); set %s".formatted(file, setting), e);
        }
    }

    /** Where the public key of a key file is kept: {@code a-key.pub.pem} beside {@code a-key.pem}. */
    public static Path published(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.pem$", "");
        return file.resolveSibling(name + ".pub.pem");
    }

    public String id() {
        return Sha256.hex(publicKey.getEncoded());
    }

    /** Base64 of the signature over the DSSE v1 pre-authentication encoding. */
    public String sign(String type, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(Dsse.signedBytes(type, body));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java platform since 15", e);
        }
    }

    /** The envelope with the body and this key's signature of it. */
    public ObjectNode envelope(String type, byte[] body) {
        return Dsse.envelope(type, body, id(), sign(type, body));
    }

    private static void generate(Path file, String purpose) throws IOException, GeneralSecurityException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        Files.createDirectories(folder);
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        // written whole under another name and then linked: another node starting now sees all of it or nothing
        Path draft = draft(folder);
        try {
            Files.writeString(draft, pem("PRIVATE KEY", key));
            Files.createLink(file, draft);
            log.info("Made the key by which {} signed: {}", purpose, file.toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            log.info("Another node made the key meanwhile: {}", file.toAbsolutePath());
        } finally {
            Files.delete(draft);
        }
    }

    private static void publish(Path file, PublicKey key) throws IOException {
        // another node that looks meanwhile sees the whole file or none
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".draft");
        Files.writeString(draft, pem("PUBLIC KEY", key.getEncoded()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path draft(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createTempFile(
                        folder,
                        "signing-key",
                        ".draft",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, "signing-key", ".draft");
    }

    private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(file).replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static PublicKey publicKeyOf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        // the platform has no way to ask for it; a key pair made from the same seed has the same public key
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        KeyPair pair = generator.generateKeyPair();
        return pair.getPublic();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    }
}
