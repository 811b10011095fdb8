package dev.gatehouse.readout.calendar.caldav;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.util.UriUtils;

/**
 * {@code gatehouse.calendars.caldav.*}: where the calendars are and as whom they are reached.
 *
 * @param url of anybody's calendar, with {@code {person}} in it, such as
 *     {@code https://dav.example.org/calendars/{person}/default/}
 * @param username of the account that may read free-busy and write holds and invites
 * @param timeout for one answer, its body included
 * @param patience for everybody's free-busy together; whoever has not answered then is unreadable
 * @param calendars URLs of people whose calendar lies elsewhere on the same server, by person
 */
@ConfigurationProperties("gatehouse.calendars.caldav")
public record CalDavSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("20s") Duration patience,
        @DefaultValue Map<String, String> calendars) {

    private static final String PERSON = "{person}";

    public CalDavSettings {
        calendars = Map.copyOf(calendars);
        if (!url.isBlank() && !url.contains(PERSON)) {
            throw new IllegalArgumentException(
                    "gatehouse.calendars.caldav.url has no {person} in it; expected the address of anybody's calendar");
        }
    }

    /** Ends with a slash. */
    URI calendarOf(String person) {
        String stated = calendars.get(person);
        String segment = UriUtils.encode(person, StandardCharsets.UTF_8).replaceAll("^(\\.+)$", "no-person-$1");
        String address = stated == null ? url.replace(PERSON, segment) : stated;
        return URI.create(address.endsWith("/") ? address : address + "/");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "CalDavSettings[url=" + url + ", username=" + username + "]";
    }
}
