package dev.gatehouse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * One entry as it was appended. Made by {@link Ledger} only: nobody outside states a hash.
 *
 * @param sequence counted from 1 within the case
 * @param at wall-clock time of the append, to the microsecond, in a drill too
 * @param policies version by policy table
 */
public record LedgerEntry(
        String caseId,
        long sequence,
        Instant at,
        String actor,
        LedgerKind kind,
        String subject,
        JsonNode payload,
        String payloadSha256,
        Map<String, String> policies,
        String previousHash,
        String hash) {}
