package dev.gatehouse.web.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.engine.identity.EngineIdentity;
import dev.gatehouse.gate.BreakGlass;
import dev.gatehouse.gate.DecisionGuard;
import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.DirectoryFile;
import dev.gatehouse.people.Groups;
import dev.gatehouse.web.ProblemResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands in front of the engine's REST resources, at {@code /engine-rest} and in the webapp alike: lets through what
 * {@link OpenCalls} names, with a body that has been read strictly and written anew, and tells everybody else in a
 * sentence why not. What it lets through the engine still judges by its own authorizations.
 */
@Component
class EngineDoor extends OncePerRequestFilter {
    /** Header that an admin's force needs: why. */
    static final String BREAK_GLASS_HEADER = "Gatehouse-Break-Glass";

    private static final Logger log = LoggerFactory.getLogger(EngineDoor.class);
    private static final int LARGEST_BODY = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> AT_START = List.of("request");
    private static final List<String> OTHER_METHODS =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final EngineIdentity engine;
    private final Directory directory;
    private final DirectoryFile file;
    private final Refusals refusals;
    private final ObjectProvider<FlowDoor> flows;
    private final ObjectProvider<DecisionGuard> guard;
    private final ObjectProvider<BreakGlass> breakGlass;

    EngineDoor(
            EngineIdentity engine,
            Directory directory,
            DirectoryFile file,
            Refusals refusals,
            ObjectProvider<FlowDoor> flows,
            ObjectProvider<DecisionGuard> guard,
            ObjectProvider<BreakGlass> breakGlass) {
        this.engine = engine;
        this.directory = directory;
        this.file = file;
        this.refusals = refusals;
        this.flows = flows;
        this.guard = guard;
        this.breakGlass = breakGlass;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isEngineRest(request) && !request.getRequestURI().startsWith(Paths.WEBAPP_ENGINE);
    }

    private static boolean isEngineRest(HttpServletRequest request) {
        return request.getRequestURI().startsWith(Paths.ENGINE_REST);
    }

    /** What is known of a call when it is refused. */
    private static final class About {
        private @Nullable String taskId;
        private @Nullable String caseId;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        About about = new About();
        try {
            EngineCall call = EngineCall.of(request, engine.name(), directory);
            judge(call, request, response, chain, about);
        } catch (EngineCall.UnclearPath unclear) {
            refuse(
                    request,
                    response,
                    new RefusedException(
                            Kind.FORBIDDEN, "not-open", "There is nothing open at this path, as it is written."),
                    about);
        } catch (Unreadable unreadable) {
            refusals.write(
                    request, response, unreadable.status, unreadable.code, String.valueOf(unreadable.getMessage()));
        } catch (MalformedJsonException malformed) {
            refusals.write(request, response, 400, "malformed", "The body is not JSON: " + malformed.getMessage());
        } catch (FaultsException faults) {
            refusals.write(request, response, 400, "faults", String.valueOf(faults.getMessage()));
        } catch (RefusedException refused) {
            refuse(request, response, refused, about);
        } catch (DataAccessException | TransactionException failed) {
            if (!ProblemResolver.isPassing(failed) || response.isCommitted()) {
                throw failed;
            }
            log.warn("{} {} could not be done now", request.getMethod(), request.getRequestURI(), failed);
            response.setHeader(HttpHeaders.RETRY_AFTER, ProblemResolver.RETRY_AFTER_SECONDS);
            refusals.write(request, response, 503, "busy", ProblemResolver.BUSY);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, RefusedException refused, About about)
            throws IOException {
        String sentence = String.valueOf(refused.getMessage());
        int status = refused.kind().status();
        if (refused.kind() == Kind.INVALID) {
            refusals.write(request, response, status, refused.code(), sentence);
        } else {
            refusals.refuse(request, response, status, refused.code(), sentence, about.taskId, about.caseId);
        }
    }

    private void judge(
            EngineCall call, HttpServletRequest request, HttpServletResponse response, FilterChain chain, About about)
            throws IOException, ServletException {
        if (OTHER_METHODS.stream().anyMatch(header -> request.getHeader(header) != null)) {
            throw new RefusedException(
                    Kind.INVALID, "method-override", "A request has one method; a header cannot give it another.");
        }
        OpenCall open = null;
        List<String> ids = List.of();
        String sentence = null;
        for (OpenCall candidate : OpenCalls.ALL) {
            List<String> matched = candidate.matches(call).orElse(null);
            if (matched == null) {
                continue;
            }
            if (candidate.who().test(call)) {
                open = candidate;
                ids = matched;
                break;
            }
            sentence = sentence == null ? candidate.sentence() : sentence;
        }
        if (open == null) {
            if (call.path().startsWith("/task/")) {
                about.taskId = call.path().split("/")[2];
            }
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "not-open",
                    sentence != null ? sentence : call.what() + " is not open to " + call.user() + ".");
        }
        call.parameters().keySet().forEach(name -> parameter(call, name));
        switch (open.handling()) {
            case READ -> pass(call, request, response, chain);
            case NOTHING_THERE -> {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                response.getWriter().write(call.path().endsWith("/count") ? "{\"count\":0}" : "[]");
            }
            case QUERY -> {
                JsonNode body = body(request);
                Body.refuseExpressions(body);
                if (!call.admin()) {
                    refuseVariables(body);
                }
                pass(call, with(request, body), response, chain);
            }
            case CLAIM -> claim(call, ids.get(0), request, response, chain, about);
            case DECISION -> decide(call, ids.get(0), request, response, chain, about);
            case START -> {
                ObjectNode body = Body.only(body(request), "variables", "businessKey");
                about.caseId = body.path("businessKey").asText(null);
                // what stands for a definition is its key in one path and an id in the other
                String key = call.path().startsWith("/process-definition/key/")
                        ? ids.get(0)
                        : engine.processKeyOf(ids.get(0)).orElse("");
                mayStart(
                        call,
                        flows.stream()
                                .filter(flow -> flow.processKey().equals(key))
                                .findFirst()
                                .orElse(null));
                body.set("variables", Body.passing(body.get("variables"), AT_START));
                pass(call, with(request, body), response, chain);
            }
            case START_MESSAGE -> {
                ObjectNode body =
                        Body.only(body(request), "messageName", "businessKey", "processVariables", "resultEnabled");
                about.caseId = body.path("businessKey").asText(null);
                String message = body.path("messageName").asText();
                mayStart(
                        call,
                        flows.stream()
                                .filter(flow -> flow.startMessage().equals(message))
                                .findFirst()
                                .orElse(null));
                body.set("processVariables", Body.passing(body.get("processVariables"), AT_START));
                pass(call, with(request, body), response, chain);
            }
            case RETRIES -> {
                ObjectNode body = Body.only(body(request), "retries");
                if (!body.path("retries").isInt() || body.path("retries").asInt() < 1) {
                    throw new RefusedException(Kind.INVALID, "retries", "retries must be a number from 1.");
                }
                pass(call, with(request, body), response, chain);
            }
            case SUSPEND -> pass(call, with(request, suspension(body(request))), response, chain);
            case OWN_ACCOUNT -> pass(call, with(request, body(request)), response, chain);
            case ADMINISTRATION -> administrate(call, ids, request, response, chain);
            case BREAK_GLASS -> force(call, ids, request, response, chain);
        }
    }

    /** Nobody but an admin learns of variables, not by asking which task has which either. */
    private static void parameter(EngineCall call, String name) {
        Body.refuseExpression(name);
        if (!call.admin() && name.toLowerCase(Locale.ROOT).contains("variable")) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "variables", "Variables are shown to admins alone; " + name + " asks for them.");
        }
    }

    private static void refuseVariables(JsonNode body) {
        body.fields().forEachRemaining(field -> {
            if (field.getKey().toLowerCase(Locale.ROOT).contains("variable")
                    && !(field.getValue().isContainerNode() && field.getValue().isEmpty())
                    && !(field.getValue().isBoolean() && !field.getValue().booleanValue())) {
                throw new RefusedException(
                        Kind.FORBIDDEN,
                        "variables",
                        "Variables are shown to admins alone; " + field.getKey() + " asks for them.");
            }
        });
        body.forEach(EngineDoor::refuseVariables);
    }

    private void mayStart(EngineCall call, @Nullable FlowDoor flow) {
        if (flow == null) {
            throw new RefusedException(Kind.FORBIDDEN, "not-a-start", "No flow is started by this.");
        }
        boolean starter = call.person()
                ? call.groups().stream().anyMatch(flow.starters()::contains)
                : file.sourcesThatMayState(flow.startType()).contains(call.user());
        if (!starter) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "may-not-start",
                    call.user() + " may not start " + flow.processKey() + ": that is for the group "
                            + String.join(", ", flow.starters()) + " and for source accounts that may state "
                            + flow.startType() + ".");
        }
    }

    private void claim(
            EngineCall call,
            String taskId,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            About about)
            throws IOException, ServletException {
        about.taskId = taskId;
        ObjectNode body = Body.only(body(request), "userId");
        if (!body.path("userId").asText().equals(call.user())) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "for-oneself", "A task can be claimed for oneself alone, by " + call.user() + ".");
        }
        guard.ifAvailable(asked -> asked.beforeClaim(call.user(), taskId));
        pass(call, with(request, body), response, chain);
    }

    private void decide(
            EngineCall call,
            String taskId,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            About about)
            throws IOException, ServletException {
        about.taskId = taskId;
        ObjectNode body = Body.only(body(request), "variables");
        DecisionGuard asked = guard.getIfAvailable();
        ObjectNode variables = Body.passing(body.get("variables"), asked == null ? List.of() : asked.variables(taskId));
        body.set("variables", variables);
        Map<String, String> sent = Body.texts(variables);
        beforeDecision(asked, call, taskId, sent);

        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        pass(call, with(request, body), answer, chain);
        int status = answer.getStatus();
        if (status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR || status == HttpServletResponse.SC_FORBIDDEN) {
            String failure = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
            answer.reset();
            beforeDecision(asked, call, taskId, sent);
            if (!engine.hasTask(taskId) || namesAnotherTransaction(failure)) {
                throw new RefusedException(
                        Kind.CONFLICT,
                        "came-second",
                        "Something else happened to this task at the same moment and came first. Load it again.");
            }
            answer.setStatus(status);
            answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
            answer.getOutputStream().write(failure.getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    private static void beforeDecision(
            @Nullable DecisionGuard asked, EngineCall call, String taskId, Map<String, String> sent) {
        if (asked != null) {
            asked.beforeDecision(call.user(), taskId, sent);
        }
    }

    /** The engine's words for a row that another transaction has changed or holds. */
    private static boolean namesAnotherTransaction(String failure) {
        return failure.contains("OptimisticLocking")
                || failure.contains("ENGINE-03005")
                || failure.contains("PessimisticLocking")
                || failure.contains("deadlock");
    }

    private static ObjectNode suspension(JsonNode sent) {
        ObjectNode body = Body.only(sent, "suspended");
        if (!body.path("suspended").isBoolean()) {
            throw new RefusedException(Kind.INVALID, "suspended", "suspended must be true or false.");
        }
        return body;
    }

    /** Who is a machine is stated in the directory file, and one admin always remains. */
    private void administrate(
            EngineCall call,
            List<String> ids,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        JsonNode body = body(request);
        Body.refuseExpressions(body);
        boolean group = call.path().startsWith("/group/") && !ids.isEmpty();
        if (group && Set.of(Groups.SOURCES, Groups.AGENTS).contains(ids.get(0))) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "machines",
                    "Which accounts are machines is stated in the directory file, not in Admin.");
        }
        boolean removes = call.method().equals("DELETE");
        List<String> admins = directory.membersOf(Groups.ADMIN);
        boolean removesTheLastAdmin = removes
                && (call.path().equals("/group/" + Groups.ADMIN)
                        || admins.size() == 1
                                && (call.path().equals("/user/" + admins.get(0))
                                        || call.path().equals("/group/" + Groups.ADMIN + "/members/" + admins.get(0))));
        if (removesTheLastAdmin) {
            throw new RefusedException(Kind.FORBIDDEN, "last-admin", "One admin must remain.");
        }
        pass(call, hasBody(request) ? with(request, body) : request, response, chain);
    }

    private void force(
            EngineCall call,
            List<String> ids,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        String reason = request.getHeader(BREAK_GLASS_HEADER);
        if (reason == null || reason.isBlank()) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "break-glass",
                    "This is done by force and needs the header " + BREAK_GLASS_HEADER + " with the reason.");
        }
        if (!call.parameters().isEmpty()) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "parameters", "What is done by force is done whole; it takes no parameters.");
        }
        JsonNode body = body(request);
        if (call.method().equals("PUT")) {
            body = Body.primitive(ids.get(1), body);
        }
        BreakGlass record = breakGlass.getIfAvailable(() -> EngineDoor::intoTheServersLog);
        record.record(call.user(), reason.strip(), call.what(), ids.get(0));
        pass(call, hasBody(request) ? with(request, body) : request, response, chain);
    }

    private static void intoTheServersLog(String user, String reason, String what, String processInstanceId) {
        log.warn("break-glass by {}: {} ({})", user, what, reason);
    }

    private void pass(EngineCall call, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isEngineRest(request)) {
            engine.as(call.user(), chain, request, response);
        } else {
            // the webapp's own filters, behind this one, do the same with its session
            chain.doFilter(request, response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static RequestWithBody with(HttpServletRequest request, JsonNode body) {
        try {
            return new RequestWithBody(request, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The body, read strictly; an empty one is an empty object. */
    private static JsonNode body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && !isJson(type)) {
            throw new Unreadable(415, "not-json", "The body must be application/json, in UTF-8.");
        }
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new Unreadable(413, "too-large", "The body is larger than " + LARGEST_BODY + " bytes.");
        }
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (type == null) {
            throw new Unreadable(415, "not-json", "The body must be application/json, in UTF-8.");
        }
        return StrictJson.read(bytes);
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException nothingWeKnow) {
            return false;
        }
    }

    /** A body that nobody can judge. */
    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        private Unreadable(int status, String code, String sentence) {
            super(sentence);
            this.status = status;
            this.code = code;
        }
    }
}
