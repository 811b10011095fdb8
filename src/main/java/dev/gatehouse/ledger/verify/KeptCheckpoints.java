package dev.gatehouse.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a file, one DSSE envelope to a line, by number. */
final class KeptCheckpoints {
    private KeptCheckpoints() {}

    /**
     * Two nodes may have written the same checkpoint twice; a last line without an end is one that is being written.
     *
     * @param file null gives none
     * @throws UnusableInputException when a line is no checkpoint, or two lines differ in one
     */
    static SortedMap<Long, SignedCheckpoint> in(@Nullable Path file) {
        SortedMap<Long, SignedCheckpoint> byNumber = new TreeMap<>();
        if (file == null) {
            return byNumber;
        }
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            SignedCheckpoint checkpoint = read(lines.get(i));
            if (checkpoint == null) {
                throw new UnusableInputException("Line %d of %s is no checkpoint.".formatted(i + 1, file));
            }
            SignedCheckpoint earlier = byNumber.putIfAbsent(checkpoint.number(), checkpoint);
            if (earlier != null && !earlier.sha256().equals(checkpoint.sha256())) {
                throw new UnusableInputException(
                        "%s holds two different checkpoints %d.".formatted(file, checkpoint.number()));
            }
        }
        return byNumber;
    }

    private static List<String> lines(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UnusableInputException("The checkpoint file %s can't be read.".formatted(file), e);
        }
    }

    /** Null when the line is no checkpoint. */
    static @Nullable SignedCheckpoint read(String line) {
        try {
            JsonNode envelope = Json.read(line.getBytes(StandardCharsets.UTF_8));
            byte[] body =
                    Base64.getDecoder().decode(envelope.required("payload").asText());
            JsonNode signature = envelope.required("signatures").required(0);
            SignedCheckpoint unnumbered = new SignedCheckpoint(
                    0,
                    body,
                    signature.required("sig").asText(),
                    signature.required("keyid").asText());
            SignedCheckpoint.Body content = unnumbered.read();
            return content == null
                    ? null
                    : new SignedCheckpoint(content.number(), body, unnumbered.signature(), unnumbered.keyId());
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
