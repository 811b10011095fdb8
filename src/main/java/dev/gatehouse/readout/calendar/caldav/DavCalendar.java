package dev.gatehouse.readout.calendar.caldav;

import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.PlacedEntry.Kind;
import dev.gatehouse.readout.calendar.caldav.DavClient.Answer;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import dev.gatehouse.readout.calendar.ical.Spans;
import dev.gatehouse.readout.calendar.ical.UnreadableCalendarException;
import dev.gatehouse.readout.domain.TimeSpan;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One person's calendar on the server. */
final class DavCalendar {
    private static final String XML = "application/xml; charset=utf-8";
    private static final String CALENDAR = "text/calendar";

    private final DavClient client;
    private final String person;
    private final URI collection;
    private final @Nullable ZoneId zone;

    DavCalendar(DavClient client, String person, URI collection, @Nullable ZoneId zone) {
        this.client = client;
        this.person = person;
        this.collection = collection;
        this.zone = zone;
    }

    /**
     * When its owner is busy with anything but what the case itself has there. A free-busy answer does not say whose a time
     * is, so around the case's own entries events are looked at one by one: something else may lie under them.
     *
     * @param own the case's entries on this calendar
     */
    List<TimeSpan> busy(TimeSpan window, String caseId, List<PlacedEntry> own) throws DavFailure {
        List<TimeSpan> ownTimes =
                Spans.merged(own.stream().map(PlacedEntry::time).toList(), window);
        List<TimeSpan> busy = freeBusy(window);
        if (ownTimes.isEmpty()) {
            return busy;
        }
        List<TimeSpan> all = new ArrayList<>(Spans.without(busy, ownTimes));
        for (TimeSpan time : ownTimes) {
            all.addAll(ofOthers(time, caseId));
        }
        return Spans.merged(all, window);
    }

    private List<TimeSpan> freeBusy(TimeSpan window) throws DavFailure {
        Answer answer = client.send(
                "REPORT", collection, Map.of("Depth", "1", "Content-Type", XML), DavXml.freeBusyQuery(window));
        if (answer.status() == 207) {
            throw new DavFailure("cannot answer free-busy queries (it answers with a multistatus)");
        }
        if (answer.status() != 200 || !answer.type().equals(CALENDAR)) {
            throw new DavFailure("answers a free-busy query with " + described(answer));
        }
        try {
            return OwnEvents.freeBusyAnswer(answer.body(), window);
        } catch (UnreadableCalendarException e) {
            throw new DavFailure("answers a free-busy query with something that " + e.getMessage());
        }
    }

    private List<TimeSpan> ofOthers(TimeSpan time, String caseId) throws DavFailure {
        List<TimeSpan> busy = new ArrayList<>();
        for (String event : query(DavXml.timesOfEvents(time))) {
            try {
                busy.addAll(OwnEvents.othersBusy(event, zone, time, caseId));
            } catch (UnreadableCalendarException e) {
                throw new DavFailure("has an event that " + e.getMessage());
            }
        }
        return busy;
    }

    /** Every hold and invite of ours. */
    List<PlacedEntry> entries() throws DavFailure {
        List<PlacedEntry> entries = new ArrayList<>();
        for (String event : query(DavXml.ownEvents())) {
            try {
                entries.addAll(OwnEvents.read(event, person));
            } catch (UnreadableCalendarException e) {
                throw new DavFailure("has an event of ours that " + e.getMessage());
            }
        }
        return entries;
    }

    private List<String> query(String body) throws DavFailure {
        Answer answer = client.send("REPORT", collection, Map.of("Depth", "1", "Content-Type", XML), body);
        if (answer.status() != 207) {
            throw new DavFailure("answers a query with " + described(answer));
        }
        return DavXml.calendarData(answer.body());
    }

    /**
     * Writes an entry where there is none yet, changes it where it is there already, and reads it back: a server that says
     * yes and keeps nothing is found out.
     *
     * @param text the event, a whole calendar
     */
    void put(PlacedEntry entry, String text) throws DavFailure {
        URI resource = resource(entry.kind(), entry.entryId());
        Map<String, String> onlyNew = Map.of("If-None-Match", "*", "Content-Type", "text/calendar; charset=utf-8");
        Answer answer = client.send("PUT", resource, onlyNew, text);
        if (answer.status() == 412) {
            change(resource, entry, text);
        } else if (!answer.is(200, 201, 204)) {
            throw new DavFailure("answers the writing of an entry with " + described(answer));
        }
        Answer written = client.send("GET", resource, Map.of(), "");
        if (written.status() != 200 || !isThere(written, entry)) {
            throw new DavFailure("does not have the entry that it took");
        }
    }

    /** It is there, perhaps from an attempt whose answer was lost; what differs is changed if nobody else changes it. */
    private void change(URI resource, PlacedEntry entry, String text) throws DavFailure {
        Answer known = client.send("GET", resource, Map.of(), "");
        if (known.status() != 200) {
            throw new DavFailure("says that an entry is there and that it is not (" + known.status() + ")");
        }
        if (isThere(known, entry)) {
            return;
        }
        if (known.etag().isEmpty()) {
            throw new DavFailure("gives no ETag for an entry, which cannot be changed safely");
        }
        Answer changed = client.send(
                "PUT",
                resource,
                Map.of("If-Match", known.etag().get(), "Content-Type", "text/calendar; charset=utf-8"),
                text);
        if (!changed.is(200, 201, 204)) {
            throw new DavFailure("answers the change of an entry with " + described(changed));
        }
    }

    private boolean isThere(Answer answer, PlacedEntry entry) {
        try {
            return OwnEvents.read(answer.body(), person).stream()
                    .anyMatch(found -> found.kind() == entry.kind()
                            && found.caseId().equals(entry.caseId())
                            && found.entryId().equals(entry.entryId())
                            && found.time().equals(entry.time())
                            && Objects.equals(found.until(), entry.until()));
        } catch (UnreadableCalendarException e) {
            return false;
        }
    }

    /** Whether it was there or not. */
    void remove(Kind kind, String entryId) throws DavFailure {
        Answer answer = client.send("DELETE", resource(kind, entryId), Map.of(), "");
        if (!answer.is(200, 202, 204, 404, 410)) {
            throw new DavFailure("answers the removal of an entry with " + described(answer));
        }
    }

    /** By its id alone, so that it is found whatever was forgotten. */
    private URI resource(Kind kind, String entryId) {
        return collection.resolve("gatehouse-" + kind.name().toLowerCase(Locale.ROOT) + "-" + entryId + ".ics");
    }

    private static String described(Answer answer) {
        return answer.status() + (answer.type().isEmpty() ? "" : " " + answer.type());
    }
}
