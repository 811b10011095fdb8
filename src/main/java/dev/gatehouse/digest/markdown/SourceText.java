package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.markdown.Reading.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * The text of a file, in Unicode NFC: UTF-8 with or without a byte order mark, or UTF-16 with one. Lines end with LF, CR LF or
 * CR.
 */
final class SourceText {
    private static final char REPLACEMENT = '\uFFFD';

    private record Encoding(Charset charset, int markLength) {}

    private final String text;
    private final int firstReplaced;

    /** @param firstReplaced line of the first byte that was no text, or 0 */
    private SourceText(String text, int firstReplaced) {
        this.text = Normalizer.normalize(text, Normalizer.Form.NFC);
        this.firstReplaced = firstReplaced;
    }

    static SourceText of(byte[] file) throws UnreadableException {
        Encoding encoding = encoding(file);
        String text = decode(file, encoding);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int line = lineAt(text, nul);
            throw new UnreadableException(
                    Reason.BINARY,
                    line,
                    "Line " + line + " has a NUL byte: the file is not text, or it is UTF-16 without a byte order mark."
                            + " A runbook is UTF-8 text.");
        }
        if (text.isBlank()) {
            throw new UnreadableException(
                    Reason.EMPTY, null, "The file has no text. A runbook has at least one heading or step.");
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            refuseMalformed(file, encoding);
        }
        return new SourceText(text, 0);
    }

    /** The replacement character may be the author's own: only the bytes tell. */
    private static void refuseMalformed(byte[] file, Encoding encoding) throws UnreadableException {
        ByteBuffer bytes = ByteBuffer.wrap(file, encoding.markLength, file.length - encoding.markLength);
        CharBuffer characters = CharBuffer.allocate(file.length + 1);
        CoderResult result = encoding.charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, characters, true);
        if (result.isError()) {
            characters.flip();
            int line = lineAt(characters, characters.length());
            throw new UnreadableException(
                    Reason.MALFORMED_TEXT,
                    line,
                    "Line %d is not %s (byte 0x%02X at offset %d). Save the file as UTF-8."
                            .formatted(line, encoding.charset, file[bytes.position()], bytes.position()));
        }
    }

    /** Whatever is no text becomes the replacement character. */
    static SourceText anyway(byte[] file) {
        Encoding encoding = encoding(file);
        String text = decode(file, encoding).replace('\0', REPLACEMENT);
        int replaced = text.indexOf(REPLACEMENT);
        return new SourceText(text, replaced < 0 ? 0 : lineAt(text, replaced));
    }

    private static String decode(byte[] file, Encoding encoding) {
        return new String(file, encoding.markLength, file.length - encoding.markLength, encoding.charset);
    }

    private static Encoding encoding(byte[] file) {
        if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2);
        }
        if (startsWith(file, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        return new Encoding(StandardCharsets.UTF_8, 0);
    }

    private static boolean startsWith(byte[] file, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= file.length || (file[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return text;
    }

    /** Line of the first byte that was replaced, or 0. */
    int firstReplaced() {
        return firstReplaced;
    }

    /** How many lines the file has; what follows the last line's end is no line if it is empty. */
    int lines() {
        if (text.isEmpty()) {
            return 0;
        }
        char last = text.charAt(text.length() - 1);
        return lineAt(text, text.length()) - (last == '\n' || last == '\r' ? 1 : 0);
    }

    /** Where the line after the one at this offset begins, or the text's length. */
    int nextLine(int offset) {
        for (int i = offset; i < text.length(); i++) {
            if (endsLine(text, i)) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int lineAt(CharSequence text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (endsLine(text, i)) {
                line++;
            }
        }
        return line;
    }

    private static boolean endsLine(CharSequence text, int i) {
        char c = text.charAt(i);
        return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
    }
}
