package dev.gatehouse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.signing.Dsse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All checkpoints again, one DSSE envelope to a line, in a file that belongs where the database's administrators can't
 * write: against it a database that was cut or rolled back is found out. Several nodes may share one file or have one
 * each; either way it ends up with every checkpoint, whoever made it.
 */
final class CheckpointFile {
    private static final Logger log = LoggerFactory.getLogger(CheckpointFile.class);
    private static final int BATCH = 500;

    private final Path path;
    private final Checkpoints checkpoints;
    private boolean diverged;
    /** The last number known to be in the file; -1 until it has been compared with the database once. */
    private long reached = -1;

    CheckpointFile(Path path, Checkpoints checkpoints) {
        this.path = path;
        this.checkpoints = checkpoints;
    }

    /** Appends every checkpoint that the database has and the file has not; on disk when this returns. */
    void catchUp() {
        if (diverged || reached >= 0 && checkpoints.after(reached, 1).isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder"));
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
                    FileLock ignored = file.getChannel().lock()) {
                catchUp(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint file can't be written: " + path, e);
        }
    }

    private void catchUp(RandomAccessFile file) throws IOException {
        Line last = lastLine(file);
        if (last.number() > 0 && !sameInDatabase(last)) {
            diverge(last.number());
            return;
        }
        long written = last.number();
        for (List<Checkpoint> news = checkpoints.after(written, BATCH);
                !news.isEmpty();
                news = checkpoints.after(written, BATCH)) {
            for (Checkpoint checkpoint : news) {
                file.write(envelope(checkpoint));
                written = checkpoint.number();
            }
        }
        file.getChannel().force(true);
        reached = written;
    }

    private boolean sameInDatabase(Line last) {
        Optional<Checkpoint> stored = checkpoints.find(last.number());
        return stored.isPresent() && Sha256.hex(stored.get().body()).equals(last.sha256());
    }

    private void diverge(long number) {
        diverged = true;
        log.error(
                "THE DATABASE IS NOT THE ONE THAT THE CHECKPOINTS IN {} WERE MADE FROM: it lacks number {} or has another"
                        + " one. It may be an older copy. The file is left as it is; run verify-ledger.",
                path.toAbsolutePath(),
                number);
    }

    /** Positions the file after its last whole line; what a crash left half written after it is cut off. */
    private static Line lastLine(RandomAccessFile file) throws IOException {
        long end = lastIndexOfNewline(file, file.length()) + 1;
        file.setLength(end);
        file.seek(end);
        if (end == 0) {
            return new Line(0, "");
        }
        long start = lastIndexOfNewline(file, end - 1) + 1;
        byte[] line = new byte[Math.toIntExact(end - start)];
        file.seek(start);
        file.readFully(line);
        byte[] body =
                Base64.getDecoder().decode(StrictJson.read(line).path("payload").asText());
        JsonNode checkpoint = StrictJson.read(body);
        return new Line(checkpoint.path("number").longValue(), Sha256.hex(body));
    }

    private static long lastIndexOfNewline(RandomAccessFile file, long before) throws IOException {
        byte[] block = new byte[8192];
        long position = before;
        while (position > 0) {
            int length = (int) Math.min(block.length, position);
            position -= length;
            file.seek(position);
            file.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return position + i;
                }
            }
        }
        return -1;
    }

    private static byte[] envelope(Checkpoint checkpoint) {
        ObjectNode envelope =
                Dsse.envelope(Checkpoint.TYPE, checkpoint.body(), checkpoint.keyId(), checkpoint.signature());
        byte[] json = CanonicalJson.bytes(envelope);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private record Line(long number, String sha256) {}
}
