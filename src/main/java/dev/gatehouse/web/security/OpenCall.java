package dev.gatehouse.web.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call of the engine's REST resources that is open.
 *
 * @param methods that are open
 * @param path with {@code {}} for one segment and, at the end, {@code **} for any number
 * @param who it is open to
 * @param sentence what everybody else is told; null says only that it is not open to them
 * @param handling what else is checked
 */
record OpenCall(
        List<String> methods,
        List<String> path,
        Predicate<EngineCall> who,
        @Nullable String sentence,
        Handling handling) {

    /** What is checked beyond the list, before the engine is asked. */
    enum Handling {
        /** Reads; nothing but the parameters is looked at. */
        READ,
        /** Tasklist asks and shows what it gets: history and comments are not for whoever asks, so nothing. */
        NOTHING_THERE,
        /** Reads with a question in the body. */
        QUERY,
        /** Takes a task on, for oneself. */
        CLAIM,
        /** Decides at a gate. */
        DECISION,
        /** Starts a case by its process. */
        START,
        /** Starts a case by its message. */
        START_MESSAGE,
        /** Gives a failed job new attempts. */
        RETRIES,
        /** Stops an instance for a while, or lets it go on. */
        SUSPEND,
        /** Looks after accounts, groups and filters. */
        ADMINISTRATION,
        /** Changes one's own name or password. */
        OWN_ACCOUNT,
        /** Force, recorded. */
        BREAK_GLASS
    }

    /** Words of the engine's own that stand where an id may stand, and mean something else. */
    private static final Set<String> NO_IDS =
            Set.of("count", "create", "delete", "key", "report", "statistics", "suspended");

    static OpenCall of(String methods, String path, Predicate<EngineCall> who, Handling handling) {
        return new OpenCall(List.of(methods.split(" ")), segments(path), who, null, handling);
    }

    OpenCall otherwise(String told) {
        return new OpenCall(methods, path, who, told, handling);
    }

    private static List<String> segments(String path) {
        return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/"));
    }

    /** What stands in the place of each {@code {}}, when this is the call that is meant. */
    Optional<List<String>> matches(EngineCall call) {
        if (!methods.contains(call.method())) {
            return Optional.empty();
        }
        List<String> asked = segments(call.path());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).equals("**")) {
                return Optional.of(ids);
            }
            if (i >= asked.size()) {
                return Optional.empty();
            }
            if (path.get(i).equals("{}")) {
                if (NO_IDS.contains(asked.get(i))) {
                    return Optional.empty();
                }
                ids.add(asked.get(i));
            } else if (!path.get(i).equals(asked.get(i))) {
                return Optional.empty();
            }
        }
        return asked.size() == path.size() ? Optional.of(ids) : Optional.empty();
    }
}
