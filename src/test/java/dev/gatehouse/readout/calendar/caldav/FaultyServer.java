package dev.gatehouse.readout.calendar.caldav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import dev.gatehouse.readout.domain.TimeSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A calendar server that keeps to the protocol until a test tells it not to. Others' events are busy times only. */
public final class FaultyServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final Map<String, List<TimeSpan>> busy = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Fault fault = exchange -> null;

    /** What a test has go wrong: an answer instead of the right one, or null. */
    public interface Fault {
        @Nullable
        Reply instead(HttpExchange exchange) throws IOException;
    }

    public record Reply(int status, String type, String body) {}

    public FaultyServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/calendars/{person}/";
    }

    public void fails(Fault with) {
        fault = with;
    }

    public void isBusy(String person, TimeSpan time) {
        busy.computeIfAbsent("/calendars/" + person + "/", key -> new CopyOnWriteArrayList<>())
                .add(time);
    }

    public List<String> resources() {
        return resources.keySet().stream().sorted().toList();
    }

    /** Method and path of every request. */
    List<String> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        Reply instead = fault.instead(exchange);
        Reply reply = instead == null ? answer(exchange, body) : instead;
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Reply answer(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "REPORT" -> body.contains("free-busy-query") ? freeBusy(path) : query(path);
            case "PUT" -> put(exchange, path, body);
            case "GET" -> get(exchange, path);
            case "DELETE" -> new Reply(resources.remove(path) == null ? 404 : 204, "", "");
            default -> new Reply(405, "", "");
        };
    }

    private Reply freeBusy(String collection) {
        List<TimeSpan> times = new ArrayList<>(busy.getOrDefault(collection, List.of()));
        resources.forEach((path, text) -> {
            if (path.startsWith(collection)) {
                times.add(time(text));
            }
        });
        TimeSpan ever = new TimeSpan(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"));
        return new Reply(200, "text/calendar; charset=utf-8", OwnEvents.freeBusy(ever, times, Instant.EPOCH));
    }

    private static TimeSpan time(String text) {
        return new TimeSpan(instant(text, "DTSTART:"), instant(text, "DTEND:"));
    }

    private static Instant instant(String text, String property) {
        String value =
                text.substring(text.indexOf(property) + property.length()).substring(0, 16);
        return Instant.parse(value.replaceAll("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
    }

    private Reply query(String collection) {
        StringBuilder responses = new StringBuilder();
        resources.forEach((path, text) -> {
            if (path.startsWith(collection)) {
                responses.append(response(path, text));
            }
        });
        busy.getOrDefault(collection, List.of())
                .forEach(time -> responses.append(response(
                        collection + "other.ics",
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:" + time.from() + "\r\nDTSTART:"
                                + OwnEvents.basic(time.from()) + "\r\nDTEND:" + OwnEvents.basic(time.to())
                                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")));
        return new Reply(
                207,
                "application/xml",
                "<D:multistatus xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">" + responses
                        + "</D:multistatus>");
    }

    private static String response(String path, String text) {
        return "<D:response><D:href>" + path + "</D:href><D:propstat><D:prop><C:calendar-data><![CDATA[" + text
                + "]]></C:calendar-data></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
    }

    private Reply put(HttpExchange exchange, String path, String body) {
        String known = resources.get(path);
        String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
        boolean onlyNew = exchange.getRequestHeaders().getFirst("If-None-Match") != null;
        if ((onlyNew && known != null) || (ifMatch != null && (known == null || !ifMatch.equals(etag(known))))) {
            return new Reply(412, "", "");
        }
        resources.put(path, body);
        return new Reply(201, "", "");
    }

    private Reply get(HttpExchange exchange, String path) {
        String known = resources.get(path);
        if (known == null) {
            return new Reply(404, "", "");
        }
        exchange.getResponseHeaders().set("ETag", etag(known));
        return new Reply(200, "text/calendar", known);
    }

    private static String etag(String text) {
        return "\"" + text.hashCode() + "\"";
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
