package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.PlacedEntry.Kind;
import dev.gatehouse.readout.domain.TimeSpan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VFreeBusy;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.parameter.ScheduleAgent;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.FreeBusy;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/** Writes our own events, and knows them again. */
public final class OwnEvents {
    /** The escalation. */
    public static final String CASE = "X-GATEHOUSE-CASE";
    /** {@code HOLD} or {@code INVITE}, a colon, and the id. */
    public static final String ENTRY = "X-GATEHOUSE-ENTRY";

    static final String UNTIL = "X-GATEHOUSE-UNTIL";
    static final String PLACED = "X-GATEHOUSE-PLACED";

    private static final String PRODUCT = "-//Gatehouse//Readout scheduling//EN";
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private OwnEvents() {}

    /**
     * A hold on one person's calendar: tentative, and with neither ORGANIZER nor ATTENDEE, because a server would mail them.
     */
    public static String hold(Hold hold, String person, Instant placedAt) {
        VEvent event = event(uid(Kind.HOLD, hold.holdId(), person), hold.time(), placedAt);
        event.add(new Status("TENTATIVE"));
        event.add(new Transp("OPAQUE"));
        event.add(new Summary("Held for a readout"));
        own(event, Kind.HOLD, hold.caseId(), hold.holdId(), placedAt);
        event.add(new XProperty(UNTIL, hold.until().toString()));
        return text(null, event);
    }

    /** The invite for calendars: the same for everybody; servers are told to leave the mailing to us (RFC 6638). */
    public static String invite(Invite invite, Instant placedAt) {
        return text(null, inviteEvent(invite, placedAt, true));
    }

    /** The invite for mail: an iTIP REQUEST (RFC 5546). */
    public static String request(Invite invite, Instant stamp) {
        return text("REQUEST", inviteEvent(invite, stamp, false));
    }

    private static VEvent inviteEvent(Invite invite, Instant stamp, boolean forServers) {
        VEvent event = event("gatehouse-" + invite.inviteId() + "@gatehouse", invite.time(), stamp);
        event.add(new Status("CONFIRMED"));
        event.add(new Sequence(0));
        event.add(new Summary(invite.purpose()));
        event.add(new Description(InviteText.of(invite)));
        event.add(organizer(invite.organizer(), forServers));
        invite.attendees().forEach(party -> event.add(attendee(party, forServers)));
        own(event, Kind.INVITE, invite.caseId(), invite.inviteId(), stamp);
        return event;
    }

    private static Organizer organizer(Invite.Party party, boolean forServers) {
        Organizer organizer = new Organizer(address(party));
        organizer.add(new Cn(party.person()));
        if (forServers) {
            organizer.add(ScheduleAgent.CLIENT);
        }
        return organizer;
    }

    private static Attendee attendee(Invite.Party party, boolean forServers) {
        Attendee attendee = new Attendee(address(party));
        attendee.add(new Cn(party.person() + " (" + party.role() + ")"));
        attendee.add(party.optional() ? Role.OPT_PARTICIPANT : Role.REQ_PARTICIPANT);
        attendee.add(PartStat.NEEDS_ACTION);
        attendee.add(forServers ? Rsvp.FALSE : Rsvp.TRUE);
        if (forServers) {
            attendee.add(ScheduleAgent.CLIENT);
        }
        return attendee;
    }

    /** Somebody without address is named by an address that nothing can be sent to. */
    private static URI address(Invite.Party party) {
        String address = party.address();
        if (address != null) {
            return mailto(address);
        }
        String name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(party.person().getBytes(StandardCharsets.UTF_8));
        return URI.create("urn:x-gatehouse:person:" + name);
    }

    private static URI mailto(String address) {
        try {
            return new URI("mailto", address, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(address + " is no e-mail address", e);
        }
    }

    private static VEvent event(String uid, TimeSpan time, Instant stamp) {
        VEvent event = new VEvent(false);
        event.add(new Uid(uid));
        event.add(new DtStamp(stamp));
        event.add(new DtStart<>(time.from()));
        event.add(new DtEnd<>(time.to()));
        return event;
    }

    private static void own(VEvent event, Kind kind, String caseId, String entryId, Instant placedAt) {
        event.add(new XProperty(CASE, caseId));
        event.add(new XProperty(ENTRY, kind + ":" + entryId));
        event.add(new XProperty(PLACED, placedAt.toString()));
    }

    private static String uid(Kind kind, String entryId, String person) {
        String owner = Base64.getUrlEncoder().withoutPadding().encodeToString(person.getBytes(StandardCharsets.UTF_8));
        return "gatehouse-" + kind.name().toLowerCase(Locale.ROOT) + "-" + entryId + "-" + owner + "@gatehouse";
    }

    /** Busy times as a VFREEBUSY. */
    public static String freeBusy(TimeSpan window, List<TimeSpan> busy, Instant stamp) {
        VFreeBusy component = new VFreeBusy(false);
        component.add(new Uid("free-busy-" + stamp.toEpochMilli() + "@gatehouse"));
        component.add(new DtStamp(stamp));
        component.add(new DtStart<>(window.from()));
        component.add(new DtEnd<>(window.to()));
        busy.forEach(time -> component.add(new FreeBusy(basic(time.from()) + "/" + basic(time.to()))));
        return text(null, component);
    }

    /** {@code 20260427T160000Z}. */
    public static String basic(Instant instant) {
        return BASIC.format(instant);
    }

    private static String text(@Nullable String method, CalendarComponent component) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId(PRODUCT));
        calendar.add(ImmutableVersion.VERSION_2_0);
        if (method != null) {
            calendar.add(new Method(method));
        }
        calendar.add(component);
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The entries of ours in a text; events of anybody else are passed over. */
    public static List<PlacedEntry> read(String text, String person) throws UnreadableCalendarException {
        List<PlacedEntry> entries = new ArrayList<>();
        Component calendar = ComponentReader.read(text);
        for (Component event : calendar.parts("VEVENT")) {
            entry(event, calendar, person).ifPresent(entries::add);
        }
        return entries;
    }

    private static Optional<PlacedEntry> entry(Component event, Component calendar, String person)
            throws UnreadableCalendarException {
        Optional<String> caseId = event.one(CASE).map(Component.Property::value);
        String[] entry =
                event.one(ENTRY).map(Component.Property::value).orElse("").split(":", 2);
        if (caseId.isEmpty() || entry.length != 2) {
            return Optional.empty();
        }
        Busy busy = BusyReader.busy(calendar, ALWAYS, event::equals);
        if (busy.fixed().size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PlacedEntry(
                    Kind.valueOf(entry[0]),
                    caseId.get(),
                    entry[1],
                    person,
                    busy.fixed().get(0),
                    event.one(UNTIL).map(until -> Instant.parse(until.value())).orElse(null),
                    event.one(PLACED)
                            .map(placed -> Instant.parse(placed.value()))
                            .orElse(Instant.EPOCH),
                    false));
        } catch (IllegalArgumentException | DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    private static final TimeSpan ALWAYS =
            new TimeSpan(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2199-01-01T00:00:00Z"));

    /**
     * When events of others take time.
     *
     * @param text one or more calendars
     * @param caseId whose entries are left out
     * @throws UnreadableCalendarException also for events that go by their owner's clock when nobody knows where that is
     */
    public static List<TimeSpan> othersBusy(String text, @Nullable ZoneId owners, TimeSpan window, String caseId)
            throws UnreadableCalendarException {
        Busy busy = BusyReader.busy(ComponentReader.read(text), window, event -> event.all(CASE).stream()
                .noneMatch(own -> own.value().equals(caseId)));
        if (owners == null && !busy.floating().isEmpty()) {
            throw new UnreadableCalendarException(
                    "", "has all-day events or events without a time zone, of an owner in an unknown time zone");
        }
        return busy.by(owners == null ? ZoneOffset.UTC : owners, window);
    }

    /**
     * What a server answers to a free-busy query.
     *
     * @throws UnreadableCalendarException when it says nothing of the whole window
     */
    public static List<TimeSpan> freeBusyAnswer(String text, TimeSpan window) throws UnreadableCalendarException {
        Component calendar = ComponentReader.read(text);
        List<Component> answers = calendar.parts("VFREEBUSY");
        if (answers.isEmpty()) {
            throw new UnreadableCalendarException("", "is no answer to a free-busy query; expected a VFREEBUSY");
        }
        Moments moments = new Moments(new Zones(calendar));
        for (Component answer : answers) {
            Optional<Component.Property> start = answer.one("DTSTART");
            Optional<Component.Property> end = answer.one("DTEND");
            boolean late = start.isPresent()
                    && moments.one(answer, start.get()).instant().isAfter(window.from());
            boolean early =
                    end.isPresent() && moments.one(answer, end.get()).instant().isBefore(window.to());
            if (late || early) {
                throw new UnreadableCalendarException(answer.place(), "does not cover the time that was asked for");
            }
        }
        return BusyReader.busy(calendar, window, event -> true).by(ZoneOffset.UTC, window);
    }
}
