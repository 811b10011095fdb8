package dev.gatehouse.digest.git;

import dev.gatehouse.digest.domain.publication.TagSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.signing.ssh.SigningKeyDatabase;
import org.eclipse.jgit.signing.ssh.SshSignatureVerifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the signatures of tags prove. Asks neither the repository's nor the account's files who may sign, only whether
 * the signature holds and with which key it was made.
 */
final class TagSignatures {

    /** In bytes; one by the longest key in use has two thousand. */
    private static final int LARGEST = 10_000;

    /** Whatever else stands there, before the signature or after it, was not signed with it. */
    private static final Pattern ONE_SIGNATURE = Pattern.compile(
            "-----BEGIN SSH SIGNATURE-----\\r?\\n(?:[A-Za-z0-9+/]+={0,2}\\r?\\n)+-----END SSH SIGNATURE-----\\s*");

    private TagSignatures() {}

    /** For everything that is verified by this process from now on. */
    static void set() {
        SigningKeyDatabase.setInstance(new AnyKey());
    }

    static TagSignature of(Repository repository, RevTag tag) {
        byte[] signature = tag.getRawGpgSignature();
        if (signature == null) {
            return new TagSignature.Unsigned();
        }
        GpgFormat format = SignatureVerifiers.getFormat(signature);
        if (format != GpgFormat.SSH) {
            return new TagSignature.NotVerifiable(format == GpgFormat.X509 ? "X.509" : "OpenPGP");
        }
        if (signature.length > LARGEST
                || !ONE_SIGNATURE
                        .matcher(new String(signature, StandardCharsets.ISO_8859_1))
                        .matches()) {
            return new TagSignature.Bad("it can't be read");
        }
        byte[] raw = tag.getRawBuffer();
        byte[] signed = Arrays.copyOf(raw, raw.length - signature.length);
        return verified(repository, signed, signature);
    }

    private static TagSignature verified(Repository repository, byte[] signed, byte[] signature) {
        try {
            SignatureVerification found =
                    new SshSignatureVerifierFactory().create().verify(repository, new WhateverKey(), signed, signature);
            if (found.verified()) {
                return new TagSignature.Good(found.keyFingerprint());
            }
            String message = found.message();
            return new TagSignature.Bad(message == null ? "it was made over another text" : halfASentence(message));
        } catch (IOException | RuntimeException unreadable) {
            return new TagSignature.Bad("it can't be read");
        }
    }

    private static String halfASentence(String message) {
        return Character.toLowerCase(message.charAt(0)) + message.substring(1).replaceFirst("[.\\s]+$", "");
    }

    /** Which key is the right one is not asked in this verification. */
    private static final class WhateverKey extends GpgConfig {
        WhateverKey() {
            super(new Config());
        }
    }

    /**
     * Vouches for a key where that was not the question; knows none otherwise, so nobody else who verifies in this process is
     * told that a key may sign.
     */
    private static final class AnyKey implements SigningKeyDatabase {

        @Override
        public boolean isRevoked(Repository repository, GpgConfig config, PublicKey key) {
            return false;
        }

        @Override
        public @Nullable String isAllowed(
                Repository repository,
                GpgConfig config,
                PublicKey key,
                String namespace,
                @Nullable PersonIdent signer) {
            return config instanceof WhateverKey ? KeyUtils.getFingerPrint(key) : null;
        }
    }
}
