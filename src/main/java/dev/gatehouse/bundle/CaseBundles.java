package dev.gatehouse.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseAccess;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Flow;
import dev.gatehouse.cases.Snapshot;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.ledger.Checkpoints;
import dev.gatehouse.ledger.LedgerProperties;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.signing.Dsse;
import dev.gatehouse.packet.signing.SigningKeys;
import dev.gatehouse.policy.PolicyFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes the bundle of a case, cut for its reader as the other doors cut. */
@Service
class CaseBundles {
    private static final int TRIES = 20;
    private static final String MANIFEST_FILE = "manifest";
    private static final String PACKET_FILE = "packet";

    private final Cases cases;
    private final CaseAccess access;
    private final StoredCase stored;
    private final PolicyFiles policies;
    private final Checkpoints checkpoints;
    private final LedgerProperties ledger;
    private final SigningKeys keys;
    private final Snapshot snapshot;

    CaseBundles(
            Cases cases,
            CaseAccess access,
            StoredCase stored,
            PolicyFiles policies,
            Checkpoints checkpoints,
            LedgerProperties ledger,
            SigningKeys keys,
            Snapshot snapshot) {
        this.cases = cases;
        this.access = access;
        this.stored = stored;
        this.policies = policies;
        this.checkpoints = checkpoints;
        this.ledger = ledger;
        this.keys = keys;
        this.snapshot = snapshot;
    }

    /**
     * Writes the bundle to a file of its own, which the caller removes: nobody who reads slowly keeps a snapshot open.
     *
     * @param reader who may read the case's ledger; asked before
     * @throws RefusedException CONFLICT when the case changes faster than its checkpoints follow
     */
    Path write(String caseId, String reader) throws IOException {
        Path file = Files.createTempFile("gatehouse-bundle", ".zip");
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                checkpoints.coverAll();
                boolean whole = snapshot.read(() -> {
                    if (stored.waits(caseId)) {
                        return false;
                    }
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                            BundleArchive archive = new BundleArchive(out)) {
                        new Writing(cases.get(caseId), reader, archive).all();
                        return true;
                    } catch (IOException e) {
                        throw new UncheckedIOException("the bundle can't be written to " + file, e);
                    }
                });
                if (whole) {
                    return file;
                }
            }
            throw new RefusedException(
                    Kind.CONFLICT,
                    "case-busy",
                    "Case " + caseId + " changes faster than its checkpoints follow; ask again in a moment.");
        } catch (RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /** One bundle on its way. */
    private final class Writing {
        private final CaseFile caseFile;
        private final String caseId;
        private final String reader;
        private final BundleArchive archive;
        private final BundleIndex index;
        private final @Nullable String noContent;
        private final SortedSet<String> tables = new TreeSet<>();

        Writing(CaseFile caseFile, String reader, BundleArchive archive) {
            this.caseFile = caseFile;
            this.caseId = caseFile.caseId();
            this.reader = reader;
            this.archive = archive;
            this.index = new BundleIndex(caseFile);
            this.noContent = access.mayReadContent(caseFile, reader)
                    ? null
                    : "What the packets of a case say is not for the role of whoever asked.";
        }

        void all() throws IOException {
            try (InputStream readme =
                    Objects.requireNonNull(CaseBundles.class.getResourceAsStream("/bundle/README.txt"))) {
                index.member(archive.add("README.txt", readme.readAllBytes()));
            }
            index.member(archive.add("keys/ledger.pem", Files.readAllBytes(ledger.trustedKeys())));
            index.member(archive.add("keys/manifests.json", CanonicalJson.bytes(keys.jwkSet())));
            addCheckpoints();
            addLedger();
            addManifests();
            addReleased();
            addRevisions();
            addPolicies();
            byte[] bytes = index.bytes();
            archive.add("index.json", bytes);
            archive.add("index.signature.json", CanonicalJson.bytes(keys.envelope(BundleIndex.TYPE, bytes)));
        }

        private void addCheckpoints() throws IOException {
            long last = stored.lastSequence(caseId);
            index.member(archive.add(
                    "checkpoints.jsonl",
                    out -> stored.checkpoints(caseFile.openedAt(), checkpoint -> {
                        long reached = 0;
                        for (JsonNode head : checkpoint.heads()) {
                            if (head.path("caseId").asText().equals(caseId)) {
                                addCheckpoint(checkpoint, head, out);
                                reached = head.path("sequence").asLong();
                            }
                        }
                        return reached >= last;
                    })));
        }

        /** A checkpoint names every case that grew in its second; whoever may not know of all cases gets its hash alone. */
        private void addCheckpoint(StoredCase.Checkpoint checkpoint, JsonNode head, OutputStream out) {
            ObjectNode listed = index.checkpoint(checkpoint.number(), Sha256.hex(checkpoint.body()));
            if (!access.seesEveryCase(reader) && checkpoint.heads().size() > 1) {
                listed.put("after", head.path("after").asLong())
                        .put("sequence", head.path("sequence").asLong())
                        .put(BundleIndex.WITHHELD, "It names other cases too.");
                return;
            }
            write(
                    out,
                    StoredCase.line(Dsse.envelope(
                            Checkpoints.TYPE, checkpoint.body(), checkpoint.keyId(), checkpoint.signature())));
        }

        private void addLedger() throws IOException {
            List<String> hashes = new ArrayList<>(1);
            long[] entries = new long[1];
            index.member(archive.add(
                    "ledger.jsonl",
                    out -> stored.entries(caseId, entry -> {
                        write(out, StoredCase.line(entry));
                        entries[0]++;
                        hashes.clear();
                        hashes.add(entry.path("hash").asText());
                        named(entry.path("policies").asText().getBytes(StandardCharsets.UTF_8));
                    })));
            index.ledger(entries[0], hashes.isEmpty() ? "" : hashes.get(0));
        }

        /** Remembers the table versions that something names. */
        private void named(byte[] versions) {
            try {
                StrictJson.read(versions)
                        .properties()
                        .forEach(one ->
                                tables.add(one.getKey() + " " + one.getValue().asText()));
            } catch (MalformedJsonException tampered) {
                // the entry shows it
            }
        }

        private void addManifests() throws IOException {
            for (StoredCase.Assembled manifest : stored.manifests(caseId)) {
                ObjectNode listed = index.manifest(manifest);
                if (noContent != null) {
                    listed.put(BundleIndex.WITHHELD, noContent);
                } else {
                    index.member(archive.add("manifests/" + manifest.number() + ".json", manifest.content()), listed);
                    try {
                        named(CanonicalJson.bytes(
                                StrictJson.read(manifest.content()).path("policies")));
                    } catch (MalformedJsonException | IllegalArgumentException tampered) {
                        // the manifest's hash shows it
                    }
                }
            }
        }

        private void addReleased() throws IOException {
            StoredCase.Released released = stored.released(caseId).orElse(null);
            if (released == null) {
                return;
            }
            ObjectNode listed = index.released(released);
            if (noContent != null) {
                listed.put(BundleIndex.WITHHELD, noContent);
                return;
            }
            index.member(archive.add("released/manifest.json", released.envelope()), listed, MANIFEST_FILE);
            index.member(archive.add("released/packet.json", released.packet()), listed, PACKET_FILE);
        }

        private void addRevisions() {
            stored.authoritative(caseId).ifPresent(index::authoritative);
            stored.forms(caseId, form -> {
                try {
                    addRevision(form);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private void addRevision(StoredCase.Form form) throws IOException {
            ObjectNode listed = index.revision(form);
            String name = form.number() + (form.form() == 0 ? "" : "-" + form.form()) + ".json";
            if (noContent != null) {
                listed.put(BundleIndex.WITHHELD, noContent);
                return;
            }
            Flow flow = access.flow(caseFile);
            Revision revision;
            try {
                revision = new Revision(
                        caseId,
                        form.number(),
                        form.sha256(),
                        StrictJson.read(form.content()),
                        form.supersedes(),
                        form.moves().isEmpty()
                                ? RevisionState.DRAFT
                                : form.moves().get(form.moves().size() - 1).state(),
                        form.at());
            } catch (MalformedJsonException tampered) {
                listed.put(
                        BundleIndex.WITHHELD,
                        "Its stored bytes are no JSON any more, so nothing can be cut from them.");
                return;
            }
            try {
                if (flow.maySeeWhole(caseFile, revision, reader)) {
                    index.member(archive.add("revisions/" + name, form.content()), listed);
                    return;
                }
                byte[] view = CanonicalJson.bytes(flow.view(caseFile, revision, reader));
                listed.put(
                        BundleIndex.WITHHELD, "It holds what is restricted for whoever asked; a view shows the rest.");
                index.member(archive.add("views/" + name, view), listed, "view");
            } catch (RefusedException nothing) {
                listed.put(BundleIndex.WITHHELD, nothing.sentence());
            }
        }

        private void addPolicies() throws IOException {
            for (String table : tables) {
                String name = table.substring(0, table.lastIndexOf(' '));
                String version = table.substring(table.lastIndexOf(' ') + 1);
                byte[] file = version.matches("[0-9]{1,9}")
                        ? policies.of(name, Integer.parseInt(version)).orElse(null)
                        : null;
                if (file != null) {
                    index.member(
                            archive.add("policies/" + name + "-" + version + ".dmn", file),
                            index.policy(name, Integer.parseInt(version)));
                }
            }
        }

        private static void write(OutputStream out, byte[] line) {
            try {
                out.write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
