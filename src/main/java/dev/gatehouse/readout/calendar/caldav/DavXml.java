package dev.gatehouse.readout.calendar.caldav;

import dev.gatehouse.readout.calendar.ical.OwnEvents;
import dev.gatehouse.readout.domain.TimeSpan;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The XML of CalDAV: what is asked, and the multistatus that comes back. */
final class DavXml {
    private static final String DAV = "DAV:";
    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    /** All that says when, and whose it is: the server need not send anything else. */
    private static final List<String> TIMES = List.of(
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "STATUS",
            "TRANSP",
            OwnEvents.CASE,
            OwnEvents.ENTRY,
            "X-GATEHOUSE-UNTIL",
            "X-GATEHOUSE-PLACED");

    private DavXml() {}

    static String freeBusyQuery(TimeSpan window) {
        return PROLOGUE + "<C:free-busy-query xmlns:C=\"" + CALDAV + "\">" + timeRange(window) + "</C:free-busy-query>";
    }

    /** Events that overlap a time, with nothing but their times. */
    static String timesOfEvents(TimeSpan window) {
        return query(timeRange(window));
    }

    /** Events of ours, with nothing but their times and what they are. */
    static String ownEvents() {
        return query("<C:prop-filter name=\"" + OwnEvents.CASE + "\"/>");
    }

    private static String query(String filter) {
        StringBuilder properties = new StringBuilder();
        TIMES.forEach(name -> properties.append("<C:prop name=\"").append(name).append("\"/>"));
        return PROLOGUE + "<C:calendar-query xmlns:D=\"" + DAV + "\" xmlns:C=\"" + CALDAV + "\"><D:prop><D:getetag/>"
                + "<C:calendar-data><C:comp name=\"VCALENDAR\"><C:prop name=\"VERSION\"/><C:comp name=\"VEVENT\">"
                + properties
                + "</C:comp><C:comp name=\"VTIMEZONE\"/></C:comp></C:calendar-data></D:prop>"
                + "<C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">" + filter
                + "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>";
    }

    private static String timeRange(TimeSpan window) {
        return "<C:time-range start=\"" + OwnEvents.basic(window.from()) + "\" end=\"" + OwnEvents.basic(window.to())
                + "\"/>";
    }

    /** The calendar data of every resource in a multistatus. */
    static List<String> calendarData(String multistatus) throws DavFailure {
        Document document = parse(multistatus);
        Element root = document.getDocumentElement();
        if (!DAV.equals(root.getNamespaceURI()) || !"multistatus".equals(root.getLocalName())) {
            throw new DavFailure("answers a query with something else than a multistatus");
        }
        List<String> data = new ArrayList<>();
        NodeList responses = root.getElementsByTagNameNS(DAV, "response");
        for (int i = 0; i < responses.getLength(); i++) {
            Element response = (Element) responses.item(i);
            NodeList found = response.getElementsByTagNameNS(CALDAV, "calendar-data");
            if (found.getLength() == 0) {
                throw new DavFailure("answers a query without the calendar data that was asked for");
            }
            data.add(found.item(0).getTextContent());
        }
        return data;
    }

    private static Document parse(String text) throws DavFailure {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            // or it prints what it cannot read
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new DavFailure("answers a query with something else than XML");
        }
    }
}
