package dev.gatehouse.packet.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.commandline.Command;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.system.ApplicationHome;

/**
 * The command {@code verify}: whether a packet is the one that a manifest releases, and whether it may be read. The checks
 * come in this order, and the first that fails gives the exit code: 2 unusable input, 12 unknown key or bad signature (of
 * the manifest or of the state), 11 other option set, 10 other bytes, 14 wrong lane or reader, 13 outside validity, 15
 * superseded or withdrawn. 0: everything that was asked holds.
 */
public final class VerifyPacket implements Command {
    /** The file with the keys that are believed when none is named, beside the jar. */
    static final String KEYS_BESIDE_THE_JAR = "gatehouse.keys";

    private static final String STATE_TYPE = "application/vnd.gatehouse.lane-state+json";
    private static final int HOLDS = 0;

    private final Clock clock;
    private final Path home;

    public VerifyPacket() {
        this(Clock.systemUTC(), new ApplicationHome(VerifyPacket.class).getDir().toPath());
    }

    VerifyPacket(Clock clock, Path home) {
        this.clock = clock;
        this.home = home;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return Question.USAGE;
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            verify(Question.of(arguments, clock.instant()), out);
            out.println("HOLDS.");
            return HOLDS;
        } catch (Refusal refused) {
            if (refused.exitCode() == Refusal.UNUSABLE) {
                err.println(refused.getMessage());
            } else {
                out.println("DOES NOT HOLD (%d). %s".formatted(refused.exitCode(), refused.getMessage()));
            }
            return refused.exitCode();
        }
    }

    private void verify(Question question, PrintStream out) {
        SignedFile envelope = SignedFile.in(question.manifest());
        JsonNode packet = ExactJson.in(question.packet());
        KnownKeys keys = KnownKeys.in(question.keys() != null ? question.keys() : home.resolve(KEYS_BESIDE_THE_JAR));
        SignedFile state = question.state() == null ? null : SignedFile.in(question.state());

        out.println("signature: holds, by the key " + keys.signerOf(envelope));
        if (state != null) {
            out.println("signature of the lane's state: holds, by the key " + keys.signerOf(state));
        }
        Manifest manifest = Manifest.of(envelope.content(Manifest.TYPE));
        JsonNode laneState = state == null ? null : stateOf(state, manifest);

        checkOptionSet(manifest, packet, out);
        checkBytes(manifest, packet, out);
        checkLane(manifest, question, out);
        checkReader(manifest, question, out);
        checkValidity(manifest, question, out);
        if (laneState == null) {
            out.println("supersession: not asked (no --state)");
        } else {
            checkSupersession(manifest, laneState, out);
        }
        if (manifest.json().path("drill").asBoolean()) {
            out.println("DRILL: this release is an exercise");
        }
        out.println("manifest without its signers: " + manifest.confirmedSha256());
        out.println("it decides nothing: " + manifest.json().path("boundary").asText());
    }

    private static JsonNode stateOf(SignedFile file, Manifest manifest) {
        JsonNode state = file.content(STATE_TYPE);
        if (!state.path("packets").isArray() || !state.path("at").isTextual()) {
            throw Refusal.unusable("%s does not say what the state of a lane says.".formatted(file.name()));
        }
        if (!state.path("lane").asText().equals(manifest.lane())) {
            throw Refusal.unusable("%s is the state of the lane %s, the manifest is for %s."
                    .formatted(file.name(), state.path("lane").asText(), manifest.lane()));
        }
        return state;
    }

    private static void checkOptionSet(Manifest manifest, JsonNode packet, PrintStream out) {
        if (manifest.optionSetSha256() == null) {
            return;
        }
        String found = Manifest.optionSetSha256Of(packet);
        if (!found.equals(manifest.optionSetSha256())) {
            throw new Refusal(
                    Refusal.OTHER_OPTION_SET,
                    "The packet's option set has the hash %s, released is %s."
                            .formatted(found, manifest.optionSetSha256()));
        }
        out.println("option set: holds, " + found);
    }

    private static void checkBytes(Manifest manifest, JsonNode packet, PrintStream out) {
        String found = ExactJson.sha256(packet);
        if (!found.equals(manifest.sha256())) {
            throw new Refusal(
                    Refusal.OTHER_BYTES,
                    "The packet has the hash %s, released is revision %d of %s with %s."
                            .formatted(found, manifest.revision(), manifest.packetId(), manifest.sha256()));
        }
        out.println("packet: holds, revision %d of %s, %s".formatted(manifest.revision(), manifest.packetId(), found));
    }

    private static void checkLane(Manifest manifest, Question question, PrintStream out) {
        if (question.lane() == null) {
            out.println("lane: not asked (it is released for %s)".formatted(manifest.lane()));
            return;
        }
        if (!question.lane().equals(manifest.lane())) {
            throw new Refusal(
                    Refusal.WRONG_LANE_OR_READER,
                    "The packet is released for the lane %s, not for %s.".formatted(manifest.lane(), question.lane()));
        }
        out.println("lane: holds, " + manifest.lane());
    }

    private static void checkReader(Manifest manifest, Question question, PrintStream out) {
        if (question.reader() == null) {
            out.println("reader: not asked (it is released to %s)".formatted(String.join(", ", manifest.audience())));
            return;
        }
        if (!manifest.audience().contains(question.reader())) {
            throw new Refusal(
                    Refusal.WRONG_LANE_OR_READER,
                    "%s is not in the audience: %s."
                            .formatted(question.reader(), String.join(", ", manifest.audience())));
        }
        out.println("reader: holds, " + question.reader());
    }

    private static void checkValidity(Manifest manifest, Question question, PrintStream out) {
        if (question.at().isBefore(manifest.from()) || !question.at().isBefore(manifest.to())) {
            throw new Refusal(
                    Refusal.OUTSIDE_VALIDITY,
                    "At %s the packet is not valid: it is from %s on, and over at %s."
                            .formatted(question.at(), manifest.from(), manifest.to()));
        }
        out.println("validity: holds at %s, until just before %s".formatted(question.at(), manifest.to()));
    }

    private static void checkSupersession(Manifest manifest, JsonNode state, PrintStream out) {
        String at = state.path("at").asText();
        for (JsonNode listed : state.path("packets")) {
            if (!listed.path("packetId").asText().equals(manifest.packetId())) {
                continue;
            }
            String word = listed.path("state").asText();
            if (word.equals("SUPERSEDED") || word.equals("WITHDRAWN")) {
                String by = listed.path("supersededBy").asText();
                throw new Refusal(
                        Refusal.SUPERSEDED,
                        "By the lane's state at %s the packet is %s%s."
                                .formatted(at, word, by.isEmpty() ? "" : " by " + by));
            }
            if (!listed.path("sha256").asText().equals(manifest.sha256())) {
                throw new Refusal(
                        Refusal.SUPERSEDED,
                        "By the lane's state at %s other bytes stand for %s.".formatted(at, manifest.packetId()));
            }
        }
        out.println("supersession: holds by the lane's state at " + at);
    }
}
