package dev.gatehouse.web.security;

import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * One request for a resource of the engine, reduced to what is judged: the same whichever of the doors it came by.
 *
 * @param path below the engine, such as {@code /task/{id}/complete}; empty for the list of engines
 * @param parameters of the query string
 * @param user who asks, authenticated
 * @param groups the user is in now
 */
record EngineCall(
        String method,
        String path,
        Map<String, List<String>> parameters,
        String user,
        Set<String> groups,
        boolean person) {

    /** What ids of the engine, of accounts and of models are made of; nothing that two readers take apart differently. */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._:@~-]+)*/?");

    private static final Pattern ALL_DOTS = Pattern.compile("(^|.*/)\\.+(/.*|$)");
    private static final Set<String> READ_NOTHING = Set.of(Groups.AUDITORS, Groups.METRICS);

    /** A path that cannot be judged because it could mean more than one thing. */
    static final class UnclearPath extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static EngineCall of(HttpServletRequest request, String engineName, Directory directory) throws UnclearPath {
        String whole = UriUtils.decode(
                request.getRequestURI().substring(request.getContextPath().length()), StandardCharsets.UTF_8);
        if (!PLAIN.matcher(whole).matches() || ALL_DOTS.matcher(whole).matches()) {
            throw new UnclearPath();
        }
        String path = whole.startsWith(Paths.WEBAPP_ENGINE)
                ? whole.substring(Paths.WEBAPP_ENGINE.length())
                : whole.substring(Paths.ENGINE_REST.length());
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        boolean named = path.equals("/engine") || path.startsWith("/engine/");
        if (named) {
            path = path.substring("/engine".length());
            if (path.equals("/" + engineName) || path.startsWith("/" + engineName + "/")) {
                path = path.substring(engineName.length() + 1);
            } else if (!path.isEmpty()) {
                throw new UnclearPath();
            }
        } else if (whole.startsWith(Paths.WEBAPP_ENGINE)) {
            throw new UnclearPath();
        }
        String user = request.getUserPrincipal().getName();
        return new EngineCall(
                request.getMethod(),
                path,
                parameters(request.getQueryString()),
                user,
                directory.groupsOf(user),
                directory.isPerson(user));
    }

    /** Of the query string alone: what stands in a form in the body is not asked here. */
    private static Map<String, List<String>> parameters(@Nullable String query) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(sides[0]), name -> new ArrayList<>())
                        .add(sides.length == 2 ? decoded(sides[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String side) {
        return UriUtils.decode(side.replace('+', ' '), StandardCharsets.UTF_8);
    }

    boolean admin() {
        return person && groups.contains(Groups.ADMIN);
    }

    /** A person with work to do here: not somebody who only reads what we publish, and no machine. */
    boolean worker() {
        return person && !READ_NOTHING.containsAll(groups);
    }

    String what() {
        return method + " " + path;
    }
}
