package dev.gatehouse.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case's ledger as it was exported, held to the rules that hold for the database it came from. First come the
 * revisions, then the checkpoints in the order of their numbers, then the entries in theirs, then {@link #end}; the first
 * fault that any of them gives is the one to tell.
 *
 * <p>Only the checkpoints that name the case are there, so their line has gaps; what covers the case has none.
 */
public final class ExportedCase {
    private final String caseId;
    private final TrustedKeys keys;
    private final StoredRevisions revisions;
    private final CoveredHashes covered = new CoveredHashes();
    private final Set<Long> withheld = new HashSet<>();

    private long lastCheckpoint;
    private String lastCheckpointSha256 = "";
    private @Nullable CaseChain chain;
    private @Nullable Entry lastEntry;

    /** What an entry says, once it holds. */
    public record Entry(long sequence, String kind, String hash, JsonNode payload, JsonNode policies) {}

    public ExportedCase(String caseId, TrustedKeys keys) {
        this.caseId = caseId;
        this.keys = keys;
        this.revisions = new StoredRevisions(caseId);
    }

    /** The case has a revision, or a form of one, under this hash. */
    public void revision(int number, String sha256) {
        revisions.state(number, sha256);
    }

    /** This revision stands as the authority. */
    public void authoritative(int number) {
        revisions.stands(number);
    }

    /**
     * The next checkpoint that names the case.
     *
     * @param line its DSSE envelope
     */
    public @Nullable Fault checkpoint(String line) {
        SignedCheckpoint checkpoint = KeptCheckpoints.read(line);
        SignedCheckpoint.Body body = checkpoint == null ? null : checkpoint.read();
        if (checkpoint == null || body == null) {
            return line("What should be a checkpoint after number %d is none.".formatted(lastCheckpoint));
        }
        long number = checkpoint.number();
        if (number <= lastCheckpoint) {
            return line("Checkpoint %d stands after number %d.".formatted(number, lastCheckpoint));
        }
        if (number == 1 ? body.previous() != null : body.previous() == null) {
            return line("Checkpoint %d does not name the one before it.".formatted(number));
        }
        if (number == lastCheckpoint + 1 && number > 1 && !lastCheckpointSha256.equals(body.previous())) {
            return line("Checkpoint %d does not name the one before it.".formatted(number));
        }
        String refusal = keys.refusalOf(checkpoint);
        if (refusal != null) {
            return line("Checkpoint %d %s.".formatted(number, refusal));
        }
        boolean named = false;
        for (SignedCheckpoint.Head head : body.heads()) {
            if (head.caseId().equals(caseId)) {
                named = true;
                String conflict = covered.take(head);
                if (conflict != null) {
                    return line("Checkpoint %d %s.".formatted(number, conflict));
                }
            }
        }
        follow(number, checkpoint.sha256());
        return named ? null : line("Checkpoint %d does not name case %s.".formatted(number, caseId));
    }

    /** The next checkpoint that names the case covers the entries after the one up to the other, and was withheld. */
    public @Nullable Fault withheldCheckpoint(long number, String sha256, long after, long sequence) {
        if (number <= lastCheckpoint || after != covered.last() || sequence <= after) {
            return line("Checkpoint %d, which was withheld, does not start where the case was last covered."
                    .formatted(number));
        }
        for (long one = after + 1; one <= sequence; one++) {
            withheld.add(one);
            covered.put(one, CoveredHashes.NONE);
        }
        follow(number, sha256);
        return null;
    }

    private void follow(long number, String sha256) {
        lastCheckpoint = number;
        lastCheckpointSha256 = sha256;
    }

    private static Fault line(String reason) {
        return new Fault(Fault.Kind.CHECKPOINT, null, null, reason);
    }

    /**
     * The next entry.
     *
     * @param json its columns as they are stored: {@code payload} and {@code policies} as texts, {@code payloadBase64} where
     *     the payload is no text
     */
    public @Nullable Fault entry(byte[] json) {
        EntryRow row;
        JsonNode payload;
        JsonNode policies;
        try {
            row = row(Json.read(json));
            payload = Json.read(row.payload());
            policies = Json.read(row.policies().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            long sequence = lastEntry == null ? 1 : lastEntry.sequence() + 1;
            return new Fault(
                    Fault.Kind.ENTRY,
                    caseId,
                    sequence,
                    "What should be entry %d of case %s is no entry.".formatted(sequence, caseId));
        }
        CaseChain following = chain();
        following.take(row);
        lastEntry = new Entry(row.sequence(), row.kind(), row.hash(), payload, policies);
        return following.fault();
    }

    /** The entry that was taken last. */
    public Entry last() {
        if (lastEntry == null) {
            throw new IllegalStateException("no entry was taken yet");
        }
        return lastEntry;
    }

    /** After the last entry. */
    public @Nullable Fault end() {
        Fault fault = chain().end();
        if (fault != null) {
            return fault;
        }
        for (int number : revisions.unstated()) {
            return new Fault(Fault.Kind.REVISION, caseId, null, "Revision %d is stated by no entry.".formatted(number));
        }
        return null;
    }

    private CaseChain chain() {
        CaseChain following = chain;
        if (following == null) {
            following = new CaseChain(caseId, covered, withheld, revisions);
            chain = following;
        }
        return following;
    }

    private static EntryRow row(JsonNode json) {
        byte[] payload = json.has("payloadBase64")
                ? Base64.getDecoder().decode(json.path("payloadBase64").asText())
                : json.required("payload").asText().getBytes(StandardCharsets.UTF_8);
        return new EntryRow(
                json.required("caseId").asText(),
                json.required("sequence").longValue(),
                EntryRow.micros(Instant.parse(json.required("at").asText())),
                json.required("actor").asText(),
                json.required("kind").asText(),
                json.required("subject").asText(),
                payload,
                json.required("payloadSha256").asText(),
                json.required("policies").asText(),
                json.required("previousHash").asText(),
                json.required("hash").asText());
    }
}
