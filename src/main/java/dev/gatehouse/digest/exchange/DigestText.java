package dev.gatehouse.digest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.TimeWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A digest for a handoff channel: the same three parts, as Markdown or as plain text, every statement with its sources. */
public final class DigestText {

    private static final Pattern MARKUP = Pattern.compile("([\\\\`*_\\[\\]<>#|])");

    private final JsonNode packet;
    private final boolean markdown;
    private final List<String> lines = new ArrayList<>();

    private DigestText(JsonNode packet, boolean markdown) {
        this.packet = packet;
        this.markdown = markdown;
    }

    public static String markdown(JsonNode packet, int revision, String sha256) {
        return new DigestText(packet, true).of(revision, sha256);
    }

    public static String plain(JsonNode packet, int revision, String sha256) {
        return new DigestText(packet, false).of(revision, sha256);
    }

    private String of(int revision, String sha256) {
        JsonNode runbook = packet.path("runbook");
        if (packet.path("drill").asBoolean()) {
            line("DRILL");
            line("");
        }
        heading(1, runbook.path("title").asText(runbook.path("path").asText()));
        line(shown(packet.path("summary").asText()));
        line("");
        item("Runbook: "
                + shown("%s, %s at %s"
                        .formatted(
                                runbook.path("repository").asText(),
                                runbook.path("path").asText(),
                                runbook.path("revision").asText())));
        item(
                runbook.path("baseline").isNull()
                        ? "Compared with nothing"
                        : "Compared with " + shown(runbook.path("baseline").asText()));
        item("Digest %s, revision %d, sha256 %s"
                .formatted(shown(packet.path("packetId").asText()), revision, sha256));
        packet.path("limits")
                .forEach(limit -> item("Limit: " + shown(limit.path("reason").asText())));
        packet.path("readingNotes").forEach(note -> item("Reading: " + shown(note.asText())));
        part("Changed", "changed", "Nothing has changed.");
        part("Still applies", "applies", "Nothing was found to apply unchanged.");
        part("Open", "open", "Nothing is open.");
        if (!packet.path("clarifications").isEmpty()) {
            heading(2, "Clarifications");
            packet.path("clarifications")
                    .forEach(one -> item("%s: %s"
                            .formatted(
                                    shown(one.path("by").asText()),
                                    shown(one.path("text").asText()))));
        }
        line("");
        line(shown(packet.path("boundary").asText()));
        return String.join("\n", lines) + "\n";
    }

    private void part(String title, String name, String none) {
        heading(2, title);
        packet.path(name).forEach(this::statement);
        if (packet.path(name).isEmpty()) {
            line(none);
        }
    }

    private void statement(JsonNode one) {
        String kind = one.path("kind").asText("");
        String mark = kind.isEmpty() ? "" : (markdown ? "**" + kind + "** " : kind + ": ");
        String stale = one.path("stale").asBoolean() ? " STALE" : "";
        item(mark + shown(one.path("text").asText()) + stale);
        if (one.has("original")) {
            under("before the correction: " + shown(one.path("original").asText()));
        }
        if (one.has("since")) {
            under("open since "
                    + TimeWords.minute(Instant.parse(one.path("since").asText())) + " ("
                    + one.path("itemId").asText() + ")");
        }
        one.path("sources").forEach(source -> under("source: " + shown(source(source))));
    }

    private static String source(JsonNode source) {
        return source.has("register")
                ? "%s/%s version %d (%s)"
                        .formatted(
                                source.path("register").asText(),
                                source.path("key").asText(),
                                source.path("version").asLong(),
                                source.path("sha256").asText())
                : "%s %s, %s%s"
                        .formatted(
                                source.path("path").asText(),
                                source.path("revision").asText(),
                                lines(
                                        source.path("fromLine").asInt(),
                                        source.path("toLine").asInt()),
                                source.path("anchor").asText().isEmpty()
                                        ? ""
                                        : " (" + source.path("anchor").asText() + ")");
    }

    private static String lines(int from, int to) {
        return from == to ? "line " + from : "lines %d to %d".formatted(from, to);
    }

    private void heading(int level, String text) {
        if (!lines.isEmpty() && level > 1) {
            line("");
        }
        if (markdown) {
            line("#".repeat(level) + " " + shown(text));
        } else {
            line(text);
            line((level == 1 ? "=" : "-").repeat(Math.min(text.length(), 100)));
        }
        line("");
    }

    private void item(String text) {
        line("- " + text);
    }

    private void under(String text) {
        line("  - " + text);
    }

    private void line(String text) {
        lines.add(text);
    }

    /** On one line; in Markdown nothing of it is markup. */
    private String shown(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return markdown ? MARKUP.matcher(line).replaceAll("\\\\$1") : line;
    }
}
