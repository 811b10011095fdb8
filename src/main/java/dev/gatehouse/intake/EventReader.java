package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 from a request, in structured, batch and binary mode, and brings each into one form: attributes
 * that are null are left out, extension values are text as they would be in a header, {@code datacontenttype} is always
 * {@code application/json}, and data that is absent is an empty object. So the same event has the same canonical bytes
 * whatever the mode.
 */
final class EventReader {
    /** More than this in one batch is refused whole; a sender splits it. */
    static final int LONGEST_BATCH = 1000;

    /** A single event's canonical form; what every database this runs on stores in a column. */
    static final int LARGEST_EVENT = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
    private static final Pattern QUOTED_PAIR = Pattern.compile("\\\\(.)");

    private final DocumentSchema schema = DocumentSchema.of("/schema/cloudevent.schema.json");

    /** How the request carries its events. */
    enum Mode {
        STRUCTURED,
        BATCH,
        BINARY,
        /** Plain {@code application/json}: an object is one event, an array a batch. */
        EITHER
    }

    /**
     * What a request says.
     *
     * @param claimed every {@code source} that is claimed, also by events with faults
     */
    record Reading(boolean batch, List<PlacedEvent> events, List<Fault> faults, List<String> claimed) {}

    /** A faultless event and the pointer to it, empty outside a batch. */
    record PlacedEvent(String pointer, CloudEvent event) {}

    /**
     * @param headers the {@code ce-} headers by lower-case name, each with all its values, for binary mode
     * @throws dev.gatehouse.packet.MalformedJsonException when the body is not JSON
     * @throws TooLargeException when the batch is too long, or an event too large in its canonical form
     */
    Reading read(Mode mode, Map<String, List<String>> headers, byte[] body) {
        List<Fault> faults = new ArrayList<>();
        List<PlacedEvent> events = new ArrayList<>();
        List<String> claimed = new ArrayList<>();
        if (mode == Mode.BINARY) {
            read("", fromHeaders(headers, body, faults), events, faults, claimed);
            return new Reading(false, events, faults, claimed);
        }
        JsonNode document = StrictJson.read(body);
        boolean batch = mode == Mode.BATCH || (mode == Mode.EITHER && document.isArray());
        if (!batch) {
            read("", document, events, faults, claimed);
        } else if (!document.isArray()) {
            faults.add(new Fault("", "is no array; expected an array of CloudEvents"));
        } else if (document.size() > LONGEST_BATCH) {
            throw new TooLargeException("A batch holds at most " + LONGEST_BATCH + " events, this one has "
                    + document.size() + "; send it in parts.");
        } else {
            for (int i = 0; i < document.size(); i++) {
                read("/" + i, document.get(i), events, faults, claimed);
            }
        }
        return new Reading(batch, events, faults, claimed);
    }

    private void read(
            String pointer, JsonNode document, List<PlacedEvent> events, List<Fault> faults, List<String> claimed) {
        if (document.path("source").isTextual()) {
            claimed.add(document.path("source").textValue());
        }
        List<Fault> own = new ArrayList<>();
        JsonNode present = document instanceof ObjectNode object ? withoutNulls(object, own) : document;
        own.addAll(schema.faults(present));
        if (own.isEmpty()) {
            Instant time = Times.instant(present.path("time").textValue()).orElseThrow();
            event(present, time, own).ifPresent(event -> events.add(new PlacedEvent(pointer, event)));
        }
        own.forEach(fault -> faults.add(new Fault(pointer + fault.pointer(), fault.message())));
    }

    private static ObjectNode withoutNulls(ObjectNode object, List<Fault> faults) {
        ObjectNode present = JsonNodeFactory.instance.objectNode();
        object.fields().forEachRemaining(field -> {
            String name = field.getKey();
            if (name.equals("data_base64")) {
                faults.add(new Fault("/data_base64", "is not taken here; expected the fact as a JSON object in data"));
            } else if (!NAME.matcher(name).matches()) {
                faults.add(new Fault(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "is no attribute's name; expected lower-case letters and digits, up to 64"));
            } else if (!field.getValue().isNull() || name.equals("data")) {
                present.set(name, field.getValue());
            }
        });
        return present;
    }

    private static Optional<CloudEvent> event(JsonNode present, Instant time, List<Fault> faults) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        present.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            form.set(
                    field.getKey(),
                    value.isContainerNode() ? value : JsonNodeFactory.instance.textNode(value.asText()));
        });
        form.put("datacontenttype", "application/json");
        JsonNode data = form.path("data");
        if (data.isMissingNode()) {
            data = form.putObject("data");
        }
        byte[] canonical;
        try {
            canonical = CanonicalJson.bytes(form);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(
                    "/data", "is nested too deeply; expected at most " + (StrictJson.DEEPEST - 1) + " levels"));
            return Optional.empty();
        }
        if (canonical.length > LARGEST_EVENT) {
            throw new TooLargeException("An event has at most " + LARGEST_EVENT
                    + " bytes as canonical JSON, the one with the id \""
                    + form.path("id").asText() + "\" has "
                    + canonical.length + ".");
        }
        return Optional.of(new CloudEvent(
                form.path("id").asText(),
                form.path("source").asText(),
                form.path("type").asText(),
                form.path("subject").asText(),
                time,
                data,
                canonical,
                Sha256.hex(canonical)));
    }

    private static ObjectNode fromHeaders(Map<String, List<String>> headers, byte[] body, List<Fault> faults) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        headers.forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT).substring("ce-".length());
            if (name.equals("data") || name.equals("datacontenttype")) {
                faults.add(new Fault(
                        "/" + name, "is no header of binary mode; expected the data as body and its Content-Type"));
            } else if (values.size() != 1) {
                faults.add(new Fault("/" + name, "is given " + values.size() + " times; expected one header"));
            } else {
                String value = decoded(values.get(0));
                if (value == null) {
                    faults.add(new Fault(
                            "/" + name,
                            "is no header of binary mode; expected printable ASCII with anything else percent-encoded"
                                    + " as UTF-8"));
                } else {
                    event.put(name, value);
                }
            }
        });
        if (body.length > 0) {
            event.set("data", StrictJson.read(body));
        }
        return event;
    }

    /** A header's value by the HTTP binding 1.0.2, section 3.1.3.2: unquoted, then percent-decoded; null if neither. */
    private static @Nullable String decoded(String header) {
        String value = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"")
                ? QUOTED_PAIR.matcher(header.substring(1, header.length() - 1)).replaceAll("$1")
                : header;
        ByteBuffer bytes = ByteBuffer.allocate(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                return null;
            }
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
