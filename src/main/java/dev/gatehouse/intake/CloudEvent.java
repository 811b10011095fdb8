package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A CloudEvents 1.0 event that has passed the envelope's checks, in one form whatever the mode it came in.
 *
 * @param subject the case it is about
 * @param data an object
 * @param canonical the structured form as RFC 8785 JSON
 * @param sha256 of the canonical form, lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the store, never compared
record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        JsonNode data,
        byte[] canonical,
        String sha256) {}
