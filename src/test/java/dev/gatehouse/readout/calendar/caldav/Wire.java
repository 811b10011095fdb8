package dev.gatehouse.readout.calendar.caldav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Talks to calendar servers as other people's programs do. */
final class Wire {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    static HttpResponse<String> send(
            String account, String password, String method, URI url, String body, String... headers) {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Authorization", "Basic " + credentials)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts a calendar of one event. */
    static void put(String account, String password, URI collection, String name, String event) {
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somebody//Else//EN\n" + event + "END:VCALENDAR\n";
        int status = send(
                        account,
                        password,
                        "PUT",
                        collection.resolve(name),
                        text.replace("\n", "\r\n"),
                        "Content-Type",
                        "text/calendar; charset=utf-8")
                .statusCode();
        if (status / 100 != 2) {
            throw new IllegalStateException("the server answers " + status);
        }
    }
}
