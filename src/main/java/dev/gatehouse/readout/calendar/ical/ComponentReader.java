package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.ical.Component.Property;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import org.jspecify.annotations.Nullable;

/** Takes the content lines of a calendar apart and keeps those that say when. */
final class ComponentReader implements ContentHandler {
    private static final int DEEPEST = 5;
    private static final int MOST_COMPONENTS = 200_000;

    private static final Set<String> TIMES = Set.of(
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "FREEBUSY",
            "STATUS",
            "TRANSP");
    private static final Set<String> ZONES = Set.of("TZID", "TZOFFSETFROM", "TZOFFSETTO");
    /** Tells which components are one event; never leaves the parse. And our own, by which holds are known again. */
    private static final Set<String> IDENTITY =
            Set.of("UID", OwnEvents.CASE, OwnEvents.ENTRY, OwnEvents.UNTIL, OwnEvents.PLACED);

    private final Component root = new Component("VCALENDAR", "");
    private final Deque<Component> open = new ArrayDeque<>();
    private final Map<String, Integer> counted = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private int components;
    private int calendars;
    private @Nullable String property;

    private ComponentReader() {}

    /** All calendars of the text as one. */
    static Component read(String text) throws UnreadableCalendarException {
        ComponentReader reader = new ComponentReader();
        try {
            new CalendarParserImpl(false).parse(new UnfoldingReader(new StringReader(text), true), reader);
        } catch (TooMuch e) {
            throw new UnreadableCalendarException("", e.sentence);
        } catch (ParserException e) {
            throw e.getCause() instanceof TooMuch tooMuch
                    ? new UnreadableCalendarException("", tooMuch.sentence)
                    : malformed(e.getLineNo());
        } catch (IOException e) {
            throw malformed(0);
        }
        if (reader.calendars == 0 || !reader.open.isEmpty()) {
            throw malformed(0);
        }
        return reader.root;
    }

    private static UnreadableCalendarException malformed(int line) {
        return new UnreadableCalendarException(
                "",
                "is no iCalendar" + (line > 0 ? " from about line " + line + " on" : "")
                        + "; expected BEGIN:VCALENDAR to END:VCALENDAR with one property a line (RFC 5545)");
    }

    @Override
    public void startCalendar() {
        calendars++;
        open.push(root);
    }

    @Override
    public void endCalendar() {
        open.pop();
    }

    @Override
    public void startComponent(String name) {
        components++;
        if (open.size() > DEEPEST) {
            throw new TooMuch("has components within components, more than " + DEEPEST + " deep");
        }
        if (components > MOST_COMPONENTS) {
            throw new TooMuch("has more than " + MOST_COMPONENTS + " components");
        }
        String known = name.toUpperCase(Locale.ROOT);
        int number = counted.merge(known, 1, Integer::sum);
        Component component = new Component(known, "/" + known + "/" + number);
        open.element().add(component);
        open.push(component);
    }

    @Override
    public void endComponent(String name) {
        open.pop();
    }

    @Override
    public void startProperty(String name) {
        property = name.toUpperCase(Locale.ROOT);
        if (property.equals("BEGIN") || property.equals("END")) {
            throw new TooMuch("has a component that begins or ends in small letters; expected BEGIN and END");
        }
        parameters.clear();
    }

    @Override
    public void parameter(String name, String value) {
        if (kept()) {
            parameters.put(name.toUpperCase(Locale.ROOT), value.replace("\"", ""));
        }
    }

    @Override
    public void propertyValue(String value) {
        if (kept() && property != null) {
            open.element().add(new Property(property, Map.copyOf(parameters), value));
        }
    }

    @Override
    public void endProperty(String name) {
        property = null;
    }

    private boolean kept() {
        return TIMES.contains(property) || ZONES.contains(property) || IDENTITY.contains(property);
    }

    /** Ends the parse; the parser hands it on. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        TooMuch(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }
}
