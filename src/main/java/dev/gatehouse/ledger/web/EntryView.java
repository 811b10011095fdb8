package dev.gatehouse.ledger.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One entry as it is stored. A payload or policies that are no JSON any more are shown as text. */
record EntryView(
        long sequence,
        Instant at,
        String actor,
        String kind,
        String subject,
        JsonNode payload,
        String payloadSha256,
        JsonNode policies,
        String previousHash,
        String hash) {}
