package dev.gatehouse.digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An SSH key of somebody who signs tags, or of a machine. */
public final class SshKey {
    private final KeyPair pair;
    private final String algorithm;

    private SshKey(String type, int bits, String algorithm) {
        try {
            this.pair = KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
        this.algorithm = algorithm;
    }

    public static SshKey ed25519() {
        return new SshKey("ssh-ed25519", 256, "ssh-ed25519");
    }

    public static SshKey ecdsa() {
        return new SshKey("ecdsa-sha2-nistp256", 256, "ecdsa-sha2-nistp256");
    }

    public static SshKey rsa() {
        return new SshKey("ssh-rsa", 2048, "rsa-sha2-512");
    }

    /** An RSA key that signs with SHA-1, as nobody should any more. */
    public static SshKey rsaWithSha1() {
        return new SshKey("ssh-rsa", 2048, "ssh-rsa");
    }

    public KeyPair pair() {
        return pair;
    }

    /** {@code SHA256:...} */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(pair.getPublic());
    }

    /** As in a {@code .pub} file, without a comment. */
    public String publicKey() {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    /** Without a passphrase, and the public key beside it. */
    public void writeTo(Path file) {
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
            Files.writeString(file.resolveSibling(file.getFileName() + ".pub"), publicKey() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** An armored SSH signature over a text for a purpose; Git's purpose is {@code git}. */
    public String sign(String text, String purpose) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            Buffer signed = new ByteArrayBuffer();
            signed.putRawBytes("SSHSIG".getBytes(StandardCharsets.US_ASCII));
            signed.putString(purpose);
            signed.putString("");
            signed.putString("sha512");
            signed.putBytes(hash);
            Signature signer = BuiltinSignatures.fromFactoryName(algorithm).create();
            signer.initSigner(null, pair.getPrivate());
            signer.update(null, signed.getCompactData());
            Buffer proof = new ByteArrayBuffer();
            proof.putString(algorithm);
            proof.putBytes(signer.sign(null));
            Buffer key = new ByteArrayBuffer();
            key.putRawPublicKey(pair.getPublic());
            Buffer all = new ByteArrayBuffer();
            all.putRawBytes("SSHSIG".getBytes(StandardCharsets.US_ASCII));
            all.putUInt(1);
            all.putBytes(key.getCompactData());
            all.putString(purpose);
            all.putString("");
            all.putString("sha512");
            all.putBytes(proof.getCompactData());
            String armored = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(all.getCompactData());
            return "-----BEGIN SSH SIGNATURE-----\n" + armored + "\n-----END SSH SIGNATURE-----\n";
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
