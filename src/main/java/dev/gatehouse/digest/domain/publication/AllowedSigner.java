package dev.gatehouse.digest.domain.publication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An SSH key that may sign publications, written as its fingerprint ({@code SHA256:...}) or as its public key
 * ({@code ssh-ed25519 AAAA... comment}). Before either may stand {@code valid-after="20260101Z"} and
 * {@code valid-before="20270101Z"}, separated by a comma, as in an allowed-signers file: then what it signed at another
 * time, by the tag's own word, does not count. So a key can go out of use without undoing what it has published; one that
 * was stolen must be taken out altogether. Times are UTC: {@code YYYYMMDD}, {@code YYYYMMDDHHMM} or
 * {@code YYYYMMDDHHMMSS}, with or without {@code Z}.
 *
 * @param fingerprint {@code SHA256:} and the unpadded base64 of the key's hash
 * @param validAfter the first moment; null for always
 * @param validBefore the moment after the last; null for ever
 */
public record AllowedSigner(
        String fingerprint,
        @Nullable Instant validAfter,
        @Nullable Instant validBefore) {

    private static final Pattern LINE = Pattern.compile(
            "(?:(?<options>valid-\\S+)\\s+)?"
                    + "(?:(?<fingerprint>SHA256:[A-Za-z0-9+/]{43})=?|(?<type>[a-z][a-z0-9@.-]*)\\s+(?<key>[A-Za-z0-9+/=]+)(?:\\s.*)?)");
    private static final Pattern OPTION =
            Pattern.compile("(valid-after|valid-before)=\"?([0-9]{8}(?:[0-9]{4}(?:[0-9]{2})?)?)Z?\"?");

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** @throws IllegalArgumentException with what would be right */
    public static AllowedSigner of(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw wrong(line);
        }
        String stated = parts.group("fingerprint");
        String fingerprint = stated != null ? stated : fingerprint(line, parts.group("type"), parts.group("key"));
        Instant after = null;
        Instant before = null;
        String options = parts.group("options");
        if (options != null) {
            for (String option : options.split(",", -1)) {
                Matcher one = OPTION.matcher(option);
                if (!one.matches()) {
                    throw wrong(line);
                } else if (one.group(1).equals("valid-after")) {
                    after = moment(line, one.group(2));
                } else {
                    before = moment(line, one.group(2));
                }
            }
        }
        return new AllowedSigner(fingerprint, after, before);
    }

    boolean isKey(String other) {
        return fingerprint.equals(other);
    }

    boolean isValidAt(Instant moment) {
        return (validAfter == null || !moment.isBefore(validAfter))
                && (validBefore == null || moment.isBefore(validBefore));
    }

    /** The key's own bytes begin with its type (RFC 4253); so a key that was cut or mixed up is found out. */
    private static String fingerprint(String line, String type, String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException broken) {
            throw wrong(line);
        }
        byte[] prefix = ByteBuffer.allocate(4 + type.length())
                .putInt(type.length())
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .array();
        boolean certificate = type.contains("-cert-");
        if (certificate
                || bytes.length <= prefix.length
                || !Arrays.equals(prefix, Arrays.copyOf(bytes, prefix.length))) {
            throw wrong(line);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Instant moment(String line, String digits) {
        try {
            return LocalDateTime.parse(digits + "000000".substring(digits.length() - 8), MOMENT)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            throw wrong(line);
        }
    }

    private static IllegalArgumentException wrong(String line) {
        return new IllegalArgumentException(
                "\"%s\" is no key that may sign; expected SHA256:... or a public key such as ssh-ed25519 AAAA..."
                        .formatted(line));
    }
}
