package dev.gatehouse.readout.calendar.caldav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP as CalDAV needs it: limited in time and size, redirects followed on the same server only. */
final class DavClient {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

    private final CalDavSettings settings;
    private final ExecutorService threads;
    private final HttpClient http;

    DavClient(CalDavSettings settings, ExecutorService threads) {
        this.settings = settings;
        this.threads = threads;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * What the server answered.
     *
     * @param type the media type, without parameters, in small letters
     */
    record Answer(int status, String type, Optional<String> etag, String body) {
        boolean is(int... expected) {
            for (int one : expected) {
                if (one == status) {
                    return true;
                }
            }
            return false;
        }
    }

    /** An answer as it came. */
    private record Raw(int status, HttpHeaders headers, String body) {}

    /**
     * Asks, and follows redirects with the same method and body.
     *
     * @throws DavFailure when there is no whole answer in time
     */
    Answer send(String method, URI target, Map<String, String> headers, String body) throws DavFailure {
        URI current = target;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            Raw response = inTime(method, current, headers, body);
            if (!REDIRECTS.contains(response.status())) {
                return answer(response);
            }
            current = redirected(current, response);
        }
        throw new DavFailure("redirects in a circle");
    }

    private static URI redirected(URI from, Raw response) throws DavFailure {
        try {
            URI to = from.resolve(response.headers().firstValue("Location").orElseThrow(IllegalArgumentException::new));
            boolean sameServer = from.getScheme().equalsIgnoreCase(to.getScheme())
                    && from.getAuthority().equalsIgnoreCase(to.getAuthority());
            if (!sameServer) {
                throw new DavFailure("redirects to another server, which gets no credentials");
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new DavFailure("redirects to no address");
        }
    }

    /** The client's own time limit ends with the headers; a body that drips must not hold a thread either. */
    private Raw inTime(String method, URI target, Map<String, String> headers, String body) throws DavFailure {
        Future<Raw> exchange = threads.submit(() -> exchange(method, target, headers, body));
        try {
            return exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new DavFailure("did not answer within " + settings.timeout().toSeconds() + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new DavFailure("was not waited for");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DavFailure failure) {
                throw failure;
            }
            // the cause may quote what was sent
            throw new DavFailure("cannot be reached or broke off its answer");
        }
    }

    private Raw exchange(String method, URI target, Map<String, String> headers, String body)
            throws IOException, InterruptedException, DavFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("Authorization", "Basic " + credentials())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream stream = response.body()) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new DavFailure("answers with more than " + LARGEST / 1024 / 1024 + " MiB");
            }
            return new Raw(response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private String credentials() {
        return Base64.getEncoder()
                .encodeToString((settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(Raw response) throws DavFailure {
        if (response.status() == 401 || response.status() == 403) {
            throw new DavFailure("refuses our account (" + response.status() + ")");
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                response.status(),
                type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT),
                response.headers().firstValue("ETag"),
                response.body());
    }
}
