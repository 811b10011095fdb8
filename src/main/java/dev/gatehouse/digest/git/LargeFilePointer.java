package dev.gatehouse.digest.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The note that stands in for a file whose content is kept elsewhere: a pointer file of Git LFS, version 1. */
final class LargeFilePointer {

    /** By its specification no pointer is as large as this. */
    private static final int TOO_LONG = 1024;

    private static final Pattern FORM = Pattern.compile(
            "version \\S+/spec/v1\\n(?:ext-\\S+ \\S+\\n)*oid sha256:[0-9a-f]{64}\\nsize ([0-9]{1,18})\\n?");

    private LargeFilePointer() {}

    /** The size of the content where this is such a note. */
    static Optional<Long> sizeIn(byte[] bytes) {
        if (bytes.length >= TOO_LONG) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
        return form.matches() ? Optional.of(Long.valueOf(form.group(1))) : Optional.empty();
    }
}
