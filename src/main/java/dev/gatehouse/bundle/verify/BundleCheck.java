package dev.gatehouse.bundle.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.bundle.verify.BundleFault.Kind;
import dev.gatehouse.ledger.verify.ExportedCase;
import dev.gatehouse.ledger.verify.Fault;
import dev.gatehouse.ledger.verify.TrustedKeys;
import dev.gatehouse.packet.verify.ExactJson;
import dev.gatehouse.packet.verify.KnownKeys;
import dev.gatehouse.packet.verify.Manifest;
import dev.gatehouse.packet.verify.Refusal;
import dev.gatehouse.packet.verify.SignedFile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks one bundle from its index to its policy tables; the first thing that does not hold ends it. */
final class BundleCheck {
    private static final String FORMAT = "gatehouse-bundle/1";
    private static final String INDEX_TYPE = "application/vnd.gatehouse.bundle-index.v1+json";
    private static final String INDEX = "index.json";
    private static final String INDEX_SIGNATURE = "index.signature.json";
    private static final String KEYS = "keys/manifests.json";
    private static final String LEDGER_KEYS = "keys/ledger.pem";
    private static final String CHECKPOINTS = "checkpoints.jsonl";
    private static final String LEDGER = "ledger.jsonl";
    private static final String WITHHELD = "withheld";

    private final BundleFile file;
    private final PrintStream out;
    private final KnownKeys keys;
    private final TrustedKeys ledgerKeys;
    private final JsonNode index;
    private final String caseId;

    /** Members that some part of the bundle accounts for. */
    private final Set<String> accountedFor =
            new HashSet<>(Set.of("README.txt", KEYS, LEDGER_KEYS, CHECKPOINTS, LEDGER));

    private final ExportedCase exported;
    private final Map<Long, String> hashes = new HashMap<>();
    private final Set<String> manifestsInLedger = new TreeSet<>();
    /** SHA-256 of the file by table and version, empty where nothing states it. */
    private final Map<String, String> policies = new TreeMap<>();

    private ExportedCase.@Nullable Entry release;
    private boolean whole = true;

    /**
     * @param keysFile the JWK set that is believed; null for the one in the bundle
     * @param ledgerKeysFile the PEM blocks that are believed; null for those in the bundle
     */
    BundleCheck(BundleFile file, @Nullable Path keysFile, @Nullable Path ledgerKeysFile, PrintStream out) {
        this.file = file;
        this.out = out;
        if (!file.names().contains(INDEX) || !file.names().contains(INDEX_SIGNATURE)) {
            throw BundleFault.unusable("This is no bundle: it has no %s or no %s.".formatted(INDEX, INDEX_SIGNATURE));
        }
        this.keys = keysFile == null ? KnownKeys.of(json(KEYS), KEYS) : KnownKeys.in(keysFile);
        this.ledgerKeys = ledgerKeysFile == null
                ? TrustedKeys.of(new String(file.read(LEDGER_KEYS), StandardCharsets.UTF_8), LEDGER_KEYS)
                : TrustedKeys.in(ledgerKeysFile);
        this.index = json(INDEX);
        this.caseId = index.path("caseId").asText();
        if (!index.path("format").asText().equals(FORMAT) || caseId.isEmpty()) {
            throw BundleFault.unusable("This is no bundle that this version knows: it is not %s.".formatted(FORMAT));
        }
        this.exported = new ExportedCase(caseId, ledgerKeys);
        say("case: %s, %s%s"
                .formatted(
                        caseId, index.path("flow").asText(), index.path("drill").asBoolean() ? ", DRILL" : ""));
        say("keys of manifests and index: %s, %s".formatted(keys.ids(), whence(keysFile)));
        say("keys of checkpoints: %s, %s".formatted(ledgerKeys.ids(), whence(ledgerKeysFile)));
    }

    private static String whence(@Nullable Path given) {
        return given == null ? "from the bundle itself: compare with those you hold, or give yours" : "from " + given;
    }

    /**
     * Checks everything.
     *
     * @return whether all bytes are there; false when some are withheld
     */
    boolean passes() {
        indexIsSigned();
        filesAreThoseOfTheIndex();
        revisionsAreTheirBytes();
        checkpointsHold();
        ledgerHolds();
        manifestsHold();
        policiesAreThoseNamed();
        everyFileHasItsPlace();
        return whole;
    }

    private void indexIsSigned() {
        SignedFile envelope = SignedFile.of(json(INDEX_SIGNATURE), INDEX_SIGNATURE);
        String key;
        try {
            key = keys.signerOf(envelope);
        } catch (Refusal refused) {
            throw new BundleFault(Kind.INDEX_NOT_SIGNED, String.valueOf(refused.getMessage()));
        }
        if (!envelope.type().equals(INDEX_TYPE) || !Arrays.equals(envelope.payload(), file.read(INDEX))) {
            throw new BundleFault(
                    Kind.INDEX_NOT_SIGNED, "What is signed in %s is not %s.".formatted(INDEX_SIGNATURE, INDEX));
        }
        say("index: holds, signed by the key " + key);
    }

    private void filesAreThoseOfTheIndex() {
        Set<String> listed = new HashSet<>(Set.of(INDEX, INDEX_SIGNATURE));
        for (JsonNode member : index.path("files")) {
            String name = member.path("name").asText();
            listed.add(name);
            if (!file.names().contains(name)) {
                throw new BundleFault(Kind.FILE_MISSING, "The index lists %s, which is missing.".formatted(name));
            }
        }
        for (String name : file.names()) {
            if (!listed.contains(name)) {
                throw new BundleFault(Kind.FILE_NOT_LISTED, "%s is not listed by the index.".formatted(name));
            }
        }
        for (JsonNode member : index.path("files")) {
            String name = member.path("name").asText();
            if (!file.sha256(name).equals(member.path("sha256").asText())) {
                throw new BundleFault(Kind.OTHER_FILE, "%s is not the file that the index lists.".formatted(name));
            }
        }
        say("files: hold, %d of them and no other".formatted(index.path("files").size()));
    }

    private void revisionsAreTheirBytes() {
        int shown = 0;
        for (JsonNode revision : index.path("revisions")) {
            String name = "Revision %d%s"
                    .formatted(
                            revision.path("revision").asInt(),
                            revision.path("form").asInt() == 0
                                    ? ""
                                    : " in form " + revision.path("form").asInt());
            String sha256 = revision.path("sha256").asText();
            exported.revision(revision.path("revision").asInt(), sha256);
            accountFor(revision, "view");
            if (isWithheld(revision, name + ", sha256 " + sha256)) {
                continue;
            }
            shown++;
            if (!file.sha256(accountFor(revision, "file")).equals(sha256)) {
                throw new BundleFault(
                        Kind.REVISION_BYTES,
                        "%s stands under %s, which is not its bytes' hash.".formatted(name, sha256));
            }
        }
        if (index.path("authoritative").isInt()) {
            exported.authoritative(index.path("authoritative").intValue());
        }
        say("revisions: hold, %d of %d by their bytes"
                .formatted(shown, index.path("revisions").size()));
    }

    private void checkpointsHold() {
        Deque<String> lines = new ArrayDeque<>();
        file.lines(CHECKPOINTS, line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        for (JsonNode checkpoint : index.path("checkpoints")) {
            long number = checkpoint.path("number").asLong();
            String sha256 = checkpoint.path("sha256").asText();
            if (isWithheld(checkpoint, "Checkpoint %d, sha256 %s".formatted(number, sha256))) {
                hold(exported.withheldCheckpoint(
                        number,
                        sha256,
                        checkpoint.path("after").asLong(),
                        checkpoint.path("sequence").asLong()));
            } else if (lines.isEmpty()) {
                throw new BundleFault(Kind.CHECKPOINT, "Checkpoint %d is missing.".formatted(number));
            } else {
                hold(exported.checkpoint(lines.remove()));
            }
        }
        if (!lines.isEmpty()) {
            throw new BundleFault(Kind.CHECKPOINT, "There are more checkpoints than the index lists.");
        }
        say("checkpoints: hold, %d that name the case"
                .formatted(index.path("checkpoints").size()));
    }

    private void ledgerHolds() {
        file.lines(LEDGER, line -> {
            hold(exported.entry(line));
            take(exported.last());
        });
        hold(exported.end());
        long entries = hashes.size();
        String head = hashes.getOrDefault(entries, "");
        if (entries != index.path("ledger").path("entries").asLong()
                || !head.equals(index.path("ledger").path("hash").asText())) {
            throw new BundleFault(Kind.ENTRY, "The ledger does not end where the index says that it does.");
        }
        say("ledger: holds, %d entries, the last one covered; revisions are those that it states; head %s"
                .formatted(entries, head));
    }

    private void take(ExportedCase.Entry entry) {
        hashes.put(entry.sequence(), entry.hash());
        entry.policies()
                .properties()
                .forEach(one ->
                        policies.putIfAbsent(one.getKey() + " " + one.getValue().asText(), ""));
        JsonNode payload = entry.payload();
        if (entry.kind().equals("POLICY_CHANGED")) {
            policies.put(
                    payload.path("table").asText() + " "
                            + payload.path("version").asText(),
                    payload.path("sha256").asText());
        }
        if (!entry.kind().endsWith("_REFUSED") && payload.path("manifestSha256").isTextual()) {
            manifestsInLedger.add(payload.path("manifestSha256").textValue());
        }
        if (entry.kind().equals("RELEASED")) {
            release = entry;
        }
    }

    private static void hold(@Nullable Fault fault) {
        if (fault == null) {
            return;
        }
        throw new BundleFault(
                switch (fault.kind()) {
                    case ENTRY -> Kind.ENTRY;
                    case CHECKPOINT -> Kind.CHECKPOINT;
                    case COVERAGE -> Kind.NOT_COVERED;
                    case REVISION -> Kind.REVISION_NOT_IN_LEDGER;
                },
                fault.reason());
    }

    private void manifestsHold() {
        Set<String> known = new HashSet<>();
        for (JsonNode listed : index.path("manifests")) {
            String name = "Manifest " + listed.path("number").asInt();
            String sha256 = listed.path("manifestSha256").asText();
            known.add(sha256);
            if (isWithheld(listed, name + ", sha256 without its signers " + sha256)) {
                continue;
            }
            String member = accountFor(listed, "file");
            Manifest manifest = Manifest.of(json(member));
            require(
                    manifest.confirmedSha256().equals(sha256),
                    "%s stands under %s, which is not its hash.".formatted(name, sha256));
            bind(name, manifest);
        }
        for (String named : manifestsInLedger) {
            require(known.contains(named), "The ledger names the manifest %s, which is missing.".formatted(named));
        }
        released();
        say("manifests: hold, %d put before people"
                .formatted(index.path("manifests").size()));
    }

    /** A manifest is of this case, and names an entry of its ledger and tables of its own. */
    private void bind(String name, Manifest manifest) {
        require(manifest.packetId().equals(caseId), name + " is of another case.");
        JsonNode head = manifest.json().path("ledgerHead");
        String hash = hashes.get(head.path("sequence").asLong());
        require(
                head.path("hash").asText().equals(hash),
                "%s was assembled on another ledger: entry %d is not the one that it names."
                        .formatted(name, head.path("sequence").asLong()));
        manifest.json()
                .path("policies")
                .properties()
                .forEach(one ->
                        policies.putIfAbsent(one.getKey() + " " + one.getValue().asText(), ""));
    }

    private void released() {
        JsonNode listed = index.path("released");
        ExportedCase.Entry entry = release;
        if (entry == null || !listed.isObject()) {
            require(
                    entry == null && !listed.isObject(),
                    "Ledger and index do not agree whether the case has released.");
            return;
        }
        JsonNode stated = entry.payload();
        for (String name : List.of("lane", "revision", "sha256", "manifestSha256")) {
            require(
                    stated.path(name).asText().equals(listed.path(name).asText()),
                    "What stands in the lane has another %s than the ledger states.".formatted(name));
        }
        if (isWithheld(
                listed, "The released packet, sha256 " + listed.path("sha256").asText())) {
            return;
        }
        String member = accountFor(listed, "manifest");
        SignedFile envelope = SignedFile.of(json(member), member);
        String key;
        try {
            key = keys.signerOf(envelope);
        } catch (Refusal refused) {
            throw new BundleFault(Kind.MANIFEST_NOT_SIGNED, String.valueOf(refused.getMessage()));
        }
        Manifest manifest = Manifest.of(envelope.content(Manifest.TYPE));
        bind("The signed manifest", manifest);
        require(
                manifest.confirmedSha256().equals(stated.path("manifestSha256").asText()),
                "The signed manifest is not the one that the ledger releases.");
        require(
                manifest.lane().equals(stated.path("lane").asText())
                        && manifest.revision() == stated.path("revision").asLong()
                        && manifest.sha256().equals(stated.path("sha256").asText())
                        && manifest.audience().equals(texts(stated.path("audience"))),
                "The signed manifest releases something else than the ledger states.");
        byte[] packet = file.read(accountFor(listed, "packet"));
        require(
                BundleFile.sha256(packet).equals(manifest.sha256()),
                "The bytes in the lane are not those that the signed manifest releases.");
        require(
                manifest.optionSetSha256() == null
                        || manifest.optionSetSha256()
                                .equals(Manifest.optionSetSha256Of(ExactJson.read(packet, "released/packet.json"))),
                "The options in the lane are not those that the signed manifest releases.");
        say("release: holds, revision %d in the lane %s, its manifest signed by the key %s"
                .formatted(manifest.revision(), manifest.lane(), key));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new BundleFault(Kind.OTHER_MANIFEST, sentence);
        }
    }

    private void policiesAreThoseNamed() {
        Set<String> there = new HashSet<>();
        for (JsonNode listed : index.path("policies")) {
            String table = listed.path("table").asText();
            String version = listed.path("version").asText();
            String name = table + " " + version;
            there.add(name);
            String stated = policies.get(name);
            if (stated == null) {
                throw new BundleFault(
                        Kind.POLICY, "Nothing names version %s of the policy table %s.".formatted(version, table));
            }
            byte[] dmn = file.read(accountFor(listed, "file"));
            if (!stated.isEmpty() && !BundleFile.sha256(dmn).equals(stated)) {
                throw new BundleFault(
                        Kind.POLICY,
                        "Version %s of the policy table %s is not the file that its owner approved."
                                .formatted(version, table));
            }
            if (!DecisionFile.decides(dmn, table)) {
                throw new BundleFault(
                        Kind.POLICY,
                        "The file of version %s of the policy table %s is not that table.".formatted(version, table));
            }
        }
        for (String name : policies.keySet()) {
            if (!there.contains(name)) {
                throw new BundleFault(
                        Kind.POLICY,
                        "Version %s of the policy table %s is named and missing."
                                .formatted(
                                        name.substring(name.lastIndexOf(' ') + 1),
                                        name.substring(0, name.lastIndexOf(' '))));
            }
        }
        say("policy tables: hold, those %d versions that ledger and manifests name".formatted(policies.size()));
    }

    private void everyFileHasItsPlace() {
        for (JsonNode member : index.path("files")) {
            if (!accountedFor.contains(member.path("name").asText())) {
                throw new BundleFault(
                        Kind.FILE_NOT_LISTED,
                        "%s belongs to nothing in the bundle."
                                .formatted(member.path("name").asText()));
            }
        }
    }

    /** The member that a thing names, which by that has its place. */
    private String accountFor(JsonNode thing, String as) {
        String member = thing.path(as).asText();
        accountedFor.add(member);
        return member;
    }

    private boolean isWithheld(JsonNode thing, String name) {
        if (!thing.hasNonNull(WITHHELD)) {
            return false;
        }
        whole = false;
        say("bytes withheld: %s. %s".formatted(name, thing.path(WITHHELD).asText()));
        return true;
    }

    private JsonNode json(String member) {
        return ExactJson.read(file.read(member), member);
    }

    private void say(String line) {
        // what somebody else wrote must not look like another line of the answer
        out.println(line.replaceAll("\\p{Cntrl}", " "));
    }
}
