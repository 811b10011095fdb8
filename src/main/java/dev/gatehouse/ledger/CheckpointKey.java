package dev.gatehouse.ledger;

import dev.gatehouse.packet.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that signs checkpoints: Ed25519, PKCS#8 in PEM. All nodes of one database use the same file. Without a file a
 * key is made, readable by its owner only, with the public key beside it for whoever verifies.
 */
final class CheckpointKey {
    private static final Logger log = LoggerFactory.getLogger(CheckpointKey.class);

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private CheckpointKey(PrivateKey privateKey) throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.publicKey = publicKeyOf(privateKey);
    }

    /**
     * Reads the key, or makes it when there is no such file.
     *
     * @throws IllegalStateException with a sentence that says what to do, when the file holds no Ed25519 key
     */
    static CheckpointKey at(Path file) {
        try {
            if (Files.notExists(file)) {
                generate(file);
            }
            CheckpointKey key = new CheckpointKey(read(file));
            Path published = published(file);
            if (Files.notExists(published)) {
                Files.writeString(published, pem("PUBLIC KEY", key.publicKey.getEncoded()));
            }
            log.info(
                    "Checkpoints of the ledger are signed with {} (key id {}); give {} to whoever verifies them",
                    file.toAbsolutePath().normalize(),
                    key.id(),
                    published.toAbsolutePath().normalize());
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key that signs the ledger's checkpoints can't be read or made: " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s holds no Ed25519 private key (PKCS#8, PEM); set gatehouse.ledger.key-file".formatted(file), e);
        }
    }

    /** Where the public key of a key file is kept: {@code ledger-key.pub.pem} beside {@code ledger-key.pem}. */
    static Path published(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.pem$", "");
        return file.resolveSibling(name + ".pub.pem");
    }

    String id() {
        return Sha256.hex(publicKey.getEncoded());
    }

    /** Base64 of the signature over the DSSE v1 pre-authentication encoding. */
    String sign(byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(preAuthenticationEncoding(body));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java platform since 15", e);
        }
    }

    private static byte[] preAuthenticationEncoding(byte[] body) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(body.length + 100);
        encoded.writeBytes("DSSEv1 %d %s %d "
                .formatted(Checkpoint.TYPE.length(), Checkpoint.TYPE, body.length)
                .getBytes(StandardCharsets.US_ASCII));
        encoded.writeBytes(body);
        return encoded.toByteArray();
    }

    private static void generate(Path file) throws IOException, GeneralSecurityException {
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
            log.info("Made a key to sign the ledger's checkpoints: {}", file.toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            log.info("Another node made the key meanwhile: {}", file.toAbsolutePath());
        } finally {
            Files.delete(draft);
        }
    }

    private static Path draft(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createTempFile(
                        folder,
                        "ledger-key",
                        ".draft",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, "ledger-key", ".draft");
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
