package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Violation;
import dev.gatehouse.intake.TimeWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a packet says, in words. Reads stored packets and cut ones alike; times are UTC. */
public final class PacketSentences {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK_WITH_SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PacketSentences() {}

    /** One sentence on what changed since the authoritative revision; held protected checkpoints come first. */
    public static String whatChanged(JsonNode packet) {
        List<JsonNode> ledger = nodes(packet.path("ledger"));
        long held = ledger.stream().filter(PacketSentences::isHeld).count();
        long moved =
                ledger.stream().filter(line -> !isHeld(line) && isMoved(line)).count();
        long handedOver = ledger.stream()
                .filter(line -> !line.path("owner").equals(line.path("previousOwner")))
                .count();
        var parts = new ArrayList<String>();
        if (moved > 0) {
            parts.add(count(moved, "checkpoint moves", "checkpoints move"));
        }
        if (handedOver > 0) {
            parts.add(count(handedOver, "checkpoint changes hands", "checkpoints change hands"));
        }
        if (held > 0) {
            parts.add(count(held, "checkpoint is held", "checkpoints are held"));
        }
        String changes = parts.isEmpty() ? "No checkpoint moves, changes hands or is held" : listed(parts);
        List<String> protectedHolds = nodes(packet.path("protectedHolds")).stream()
                .map(one -> one.path("title").asText())
                .toList();
        return protectedHolds.isEmpty()
                ? changes + "."
                : "There is no sequence without holds on protected checkpoints: " + listed(protectedHolds)
                        + (protectedHolds.size() == 1 ? " is held; " : " are held; ") + uncapital(changes) + ".";
    }

    private static boolean isHeld(JsonNode line) {
        return line.path("state").asText().equals("HELD");
    }

    private static boolean isMoved(JsonNode line) {
        return !line.path("start").equals(line.path("previousStart"));
    }

    /** Why a checkpoint is held, as the second half of a sentence that begins with its name. */
    public static String holdReason(HoldReason reason) {
        return switch (reason) {
            case EVIDENCE_MISSING -> "is held because evidence that it requires has no readiness time or was withdrawn";
            case EVIDENCE_STALE -> "is held because evidence that it requires would be too old when it starts";
            case AUTHORITY_MISSING -> "is held because nobody who may own it holds its role";
            case DEPENDS_ON_HELD -> "is held because a checkpoint that it follows is held";
            case NO_IN_POLICY_WINDOW -> "is held because no place within its rules is left";
            case PROTECTED_BOUNDARY -> "is held because its boundary owner refused an exception";
        };
    }

    /** What a timeline breaks, in one sentence with its figures; restricted evidence is named by its id only. */
    public static String violation(Violation violation, Declaration declaration) {
        Constraint constraint = violation.constraint();
        String checkpoint = title(violation.checkpointId(), declaration);
        if (constraint == null) {
            return checkpoint + " does not pass the check: "
                    + CommandPacketJson.word(violation.code()).replace('-', ' ') + ".";
        }
        return violation(
                constraint,
                checkpoint,
                subject(constraint, violation.subject(), declaration),
                violation.needs(),
                violation.allowed(),
                violation.shortBy());
    }

    /**
     * What a rule asks for and what it finds.
     *
     * @param checkpoint the title of the checkpoint that it is about
     * @param subject what the rule is about, by the name that people know; null where it is about nothing else
     * @param needs the instant that the place would need
     * @param allowed the instant that the rule allows
     */
    public static String violation(
            Constraint constraint,
            String checkpoint,
            @Nullable String subject,
            @Nullable Instant needs,
            @Nullable Instant allowed,
            @Nullable Duration shortBy) {
        String figures = needs == null || allowed == null
                ? ""
                : " (needs %s, allowed %s%s)"
                        .formatted(
                                clock(needs),
                                clock(allowed),
                                shortBy == null ? "" : ", " + TimeWords.length(shortBy) + " short");
        return checkpoint + " " + rule(constraint, subject == null ? "something else" : subject) + figures + ".";
    }

    private static @Nullable String subject(Constraint constraint, @Nullable String subject, Declaration declaration) {
        if (subject == null) {
            return null;
        }
        return switch (constraint) {
            case DEPENDENCY, OWNER_BUSY -> title(subject, declaration);
            case EVIDENCE_READY, EVIDENCE_FRESH ->
                declaration
                        .evidence(subject)
                        .filter(one -> one.classification() != Declaration.Classification.RESTRICTED)
                        .map(Declaration.Evidence::title)
                        .orElse(subject);
            default -> subject;
        };
    }

    private static String title(String checkpointId, Declaration declaration) {
        return declaration
                .checkpoint(checkpointId)
                .map(Declaration.Checkpoint::title)
                .orElse(checkpointId);
    }

    private static String rule(Constraint constraint, String subject) {
        return switch (constraint) {
            case COMMAND_WINDOW_START -> "would start before the command window opens";
            case COMMAND_WINDOW_END -> "would end after the command window closes";
            case WINDOW_START -> "would start before its own window opens";
            case WINDOW_END -> "would end after its own window closes";
            case DEPENDENCY -> "would not keep its order and distance to " + subject;
            case EVIDENCE_READY -> "would start before " + subject + " is ready";
            case EVIDENCE_FRESH -> "would start when " + subject + " is too old";
            case NOW -> "would start in the past";
            case OWNER_AUTHORITY -> "would be owned by " + subject + ", who does not hold its role throughout";
            case OWNER_ABSENT -> "would fall into an absence of " + subject;
            case OWNER_BUSY -> "would overlap with " + subject + ", which has the same owner";
            case FREEZE -> "would fall into the freeze " + subject;
            case GRID -> "would start off the grid";
        };
    }

    private static String clock(Instant instant) {
        return (instant.getEpochSecond() % 60 == 0 ? CLOCK : CLOCK_WITH_SECONDS).format(instant);
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String listed(List<String> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : parts.stream().limit(parts.size() - 1L).collect(Collectors.joining(", ")) + " and "
                        + parts.get(parts.size() - 1);
    }

    private static String uncapital(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static List<JsonNode> nodes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
