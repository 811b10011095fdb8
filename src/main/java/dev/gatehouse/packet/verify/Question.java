package dev.gatehouse.packet.verify;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller wants to know.
 *
 * @param keys null for the file beside the jar
 * @param lane null when it is not asked whether it is the right one
 * @param reader null when it is not asked whether somebody may read
 * @param at the moment that the validity is judged at
 * @param state null when it is not asked whether something replaced it
 */
record Question(
        Path manifest,
        Path packet,
        @Nullable Path keys,
        @Nullable String lane,
        @Nullable String reader,
        Instant at,
        @Nullable Path state) {

    static final String USAGE =
            "verify MANIFEST.json PACKET.json [--keys KEYS.json] [--lane L] [--reader R] [--at INSTANT] [--state FILE]";

    private static final Set<String> OPTIONS = Set.of("--keys", "--lane", "--reader", "--at", "--state");

    static Question of(List<String> arguments, Instant now) {
        List<String> files = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                files.add(argument);
                continue;
            }
            String[] option = argument.split("=", 2);
            @Nullable
            String value = option.length == 2 ? option[1] : i + 1 < arguments.size() ? arguments.get(++i) : null;
            if (!OPTIONS.contains(option[0]) || value == null || options.put(option[0], value) != null) {
                throw Refusal.unusable("Usage: " + USAGE);
            }
        }
        if (files.size() != 2) {
            throw Refusal.unusable("Usage: " + USAGE);
        }
        String keys = options.get("--keys");
        String at = options.get("--at");
        String state = options.get("--state");
        return new Question(
                path(files.get(0)),
                path(files.get(1)),
                keys == null ? null : path(keys),
                options.get("--lane"),
                options.get("--reader"),
                at == null ? now : instant(at),
                state == null ? null : path(state));
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw Refusal.unusable("%s is no file's name.".formatted(name));
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.unusable("--at takes a time such as 2026-04-24T08:00:00Z, not %s.".formatted(text));
        }
    }
}
