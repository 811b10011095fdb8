package dev.gatehouse.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Reviews of a digest in every state that its forms must show, made from the scenario's own. */
final class DigestReviews {

    static final String CASE = "DIGEST-premium-escalation-2026-04";
    static final String LANE = "/api/lanes/duty-manager-handoff/packets/" + CASE;
    static final String LINES = "/api/packets/" + CASE + "/sources/runbook";
    static final String STORAGE = "/api/packets/" + CASE + "/sources/records/ownership/storage/9";
    static final String REFUSED = "What this digest says no longer holds: item-27c4ee16a7952785 (cited version 9 of"
            + " ownership/storage, is gone by now); applies:paging/billing (cited version 2 of ownership/billing, present"
            + " version 3 of ownership/billing); item-0000000000000000 (has appeared, by no record).";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DigestReviews() {}

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ObjectNode with(String sample, Consumer<ObjectNode> change) {
        ObjectNode review = FormHarness.sample(sample).deepCopy();
        change.accept(review);
        return review;
    }

    static ObjectNode packet(JsonNode review) {
        return (ObjectNode) review.path("packet");
    }

    private static ArrayNode array(JsonNode review, String part) {
        return (ArrayNode) review.path("packet").path(part);
    }

    /** The review of a digest in the state of this name. */
    static ObjectNode review(String state) {
        return with("review-digest", review -> into(state, review));
    }

    private static void into(String state, ObjectNode review) {
        switch (state) {
            case "normal" -> {}
            case "drill" -> {
                review.put("drill", true);
                packet(review).put("drill", true);
            }
            case "empty" -> empty(review);
            case "uncompared" -> uncompared(review);
            case "corrected" -> corrected(review);
            case "kinds" -> kinds(review);
            case "long" -> lengthen(review);
            case "hostile" -> hostile(review);
            case "delegate" -> review.put("assignee", "emil.braun").put("actingFor", "dora.quinn");
            case "withdrawn" ->
                review.put("state", "withdrawn")
                        .putObject("withdrawn")
                        .put(
                                "because",
                                "Superseded. A newer publication, published/2026-04-20, is digested by the case DIGEST-7.")
                        .put("successorTaskId", (String) null);
            case "refused" ->
                review.put("state", "withdrawn")
                        .putObject("withdrawn")
                        .put("because", "Superseded. " + REFUSED)
                        .put("successorTaskId", "next");
            default -> throw new IllegalArgumentException(state);
        }
    }

    private static void empty(ObjectNode review) {
        packet(review)
                .put(
                        "summary",
                        "No material change against “published/2026-02-01”; no passages still apply; no open items.");
        for (String part : new String[] {"open", "changed", "applies", "context", "trace"}) {
            array(review, part).removeAll();
        }
    }

    private static void uncompared(ObjectNode review) {
        packet(review).put("summary", "No comparison was made; 4 open items.");
        array(review, "changed").removeAll();
        array(review, "applies").removeAll();
        ((ObjectNode) packet(review).path("runbook"))
                .putNull("baseline")
                .putNull("baselineCommit")
                .putNull("baselinePath")
                .putNull("baselineTagObject");
        limit(
                review,
                "BASELINE_MISSING",
                "It is the first publication since the runbooks were put together; the next one will have a baseline.");
        limit(
                review,
                "DUPLICATE_ANCHOR",
                "The second “first-status” is a copy that operations will take out this week.");
        packet(review)
                .putArray("readingNotes")
                .add(
                        "The anchor {#first-status} stands at more than one unit: only the first keeps it (lines 31, 58).");
    }

    private static void limit(ObjectNode review, String code, String reason) {
        array(review, "limits")
                .addObject()
                .put("code", code)
                .put("reason", reason)
                .put("by", "rosa.ito")
                .put("at", "2026-04-15T10:30:00Z");
    }

    private static void corrected(ObjectNode review) {
        review.put("revision", 5).put("previousRevision", 4);
        correct(
                review,
                (ObjectNode) array(review, "changed").path(0),
                "Open the bridge within 10 minutes of the alarm, 15 before.",
                "summary",
                "stands");
        correct(
                review,
                (ObjectNode) array(review, "applies").path(2),
                "Paging goes by the table, as before.",
                "other",
                "claim-changed");
        correct(
                review,
                (ObjectNode) array(review, "open").path(0),
                "Two teams are named for storage while the hand-over runs.",
                "ownership",
                "stands");
        array(review, "corrections")
                .addObject()
                .put("claimId", "changed:paging/search")
                .put("text", "Search pages its own team first.")
                .put("kind", "ownership")
                .put("by", "dora.quinn")
                .put("at", "2026-04-18T03:05:00Z")
                .put("state", "claim-gone");
        clarify(
                review,
                1,
                "item-27c4ee16a7952785",
                "The hand-over to team-data-platform ends on 30 April; the registry follows then.",
                "emil.braun");
        clarify(review, 2, "item-9999999999999999", "Who pages storage on 1 May?", "dora.quinn");
        array(review, "open")
                .addObject()
                .put("itemId", "item-1234123412341234")
                .put("kind", "CARRIED_OVER")
                .put("text", "Asked in an earlier digest: “Does the identity arrangement hold on weekends?”")
                .put("since", "2026-02-03T08:00:00Z")
                .putNull("anchor")
                .putNull("register")
                .putNull("key")
                .set("values", json("{\"question\": \"Does the identity arrangement hold on weekends?\"}"));
        ((ObjectNode) array(review, "open").path(4))
                .set("sources", array(review, "open").path(0).path("sources"));
    }

    private static void correct(ObjectNode review, ObjectNode statement, String text, String kind, String state) {
        statement.put("original", statement.path("text").asText()).put("text", text);
        statement
                .putObject("correction")
                .put("kind", kind)
                .put("by", "dora.quinn")
                .put("at", "2026-04-18T03:05:00Z")
                .put("state", state);
        String id =
                statement.path(statement.has("claimId") ? "claimId" : "itemId").asText();
        array(review, "corrections")
                .addObject()
                .put("claimId", id)
                .put("text", text)
                .put("kind", kind)
                .put("by", "dora.quinn")
                .put("at", "2026-04-18T03:05:00Z")
                .put("state", state);
    }

    static void clarify(ObjectNode review, int number, String itemId, String text, String by) {
        array(review, "clarifications")
                .addObject()
                .put("clarificationId", "clarification-" + number)
                .put("itemId", itemId)
                .put("text", text)
                .put("by", by)
                .put("at", "2026-04-18T03:06:00Z");
    }

    /** Everything that a statement can be: removed, moved elsewhere and reworded, out of a list, in markup only, withheld, missing. */
    private static void kinds(ObjectNode review) {
        ArrayNode changed = array(review, "changed");
        JsonNode sources = changed.path(0).path("sources");
        changed.add(claim(
                "removed:legacy-pager",
                "legacy-pager",
                "REMOVED",
                "Ring the legacy pager if nobody answers in 5 minutes.",
                null,
                "Removed from “Intake”: “Ring the legacy pager if nobody answers in 5 minutes.”"));
        ObjectNode moved = claim(
                "changed:page-owner",
                "page-owner",
                "CHANGED",
                "Page the owning team.",
                "Page the owning product team.",
                "Changed in “Paging paths”: “Page the owning team.” is now “Page the owning product team.”, and moved from “Intake” to “Paging paths”");
        moved.set(
                "words",
                json("{\"words\": [{\"op\": \"same\", \"text\": \"Page the owning \"}, {\"op\": \"added\", \"text\": \"product \"}, {\"op\": \"same\", \"text\": \"team.\"}]}")
                        .path("words"));
        moved.set("movedFrom", json("{\"section\": \"intake\", \"position\": 3}"));
        moved.set("movedTo", json("{\"section\": \"paging\", \"position\": 1}"));
        moved.set("number", json("{\"before\": 3, \"after\": null}"));
        changed.add(moved);
        ObjectNode place = claim(
                "moved:note",
                "intake/p2",
                "MOVED",
                "Times are UTC.",
                "Times are UTC.",
                "Moved within “Intake”: “Times are UTC.”");
        place.set("movedFrom", json("{\"section\": \"intake\", \"position\": 2}"));
        place.set("movedTo", json("{\"section\": \"intake\", \"position\": 1}"));
        changed.add(place);
        changed.add(claim(
                        "added:intake/code",
                        "intake/p3",
                        "ADDED",
                        null,
                        "bridge open --severity 1 \\\n  --account \"$ACCOUNT\"",
                        "Added under “Intake”: “bridge open --severity 1 \\\n  --account \"$ACCOUNT\"”")
                .put("unit", "code-block"));
        changed.add(claim(
                        "changed:heading",
                        "intake",
                        "CHANGED",
                        "Intake",
                        "Intake and triage",
                        "A sentence of another form.")
                .<ObjectNode>set(
                        "words",
                        json("{\"words\": [{\"op\": \"same\", \"text\": \"Intake\"}, {\"op\": \"added\", \"text\": \" and triage\"}]}")
                                .path("words")));
        changed.forEach(one -> ((ObjectNode) one).set("sources", sources));
        ArrayNode open = array(review, "open");
        ((ObjectNode) open.path(1).path("values")).put("found", "differs");
        ((ObjectNode) open.path(0)).put("since", "2026-03-01T09:00:00Z");
        open.add(item(
                "item-1",
                "RECORD_MISSING",
                "No approved record “entitlements/KAPPA-JP” is in force; the runbook relies on it at “kappa-first”.",
                "kappa-first",
                "entitlements",
                "KAPPA-JP"));
        open.add(item(
                "item-2",
                "ASSUMPTION_UNSUPPORTED",
                "The record “entitlements/NORTHWIND-EU” (version 14) says nothing of “region”.",
                "assumes/entitlements/NORTHWIND-EU/region",
                "entitlements",
                "NORTHWIND-EU"));
        open.forEach(one -> ((ObjectNode) one).set("sources", one.has("sources") ? one.path("sources") : sources));
        packet(review)
                .put("summary", "12 changes against “published/2026-02-01”; 9 passages still apply; 6 open items.");
    }

    private static ObjectNode claim(String id, String anchor, String kind, String before, String after, String text) {
        ObjectNode claim = JSON.createObjectNode()
                .put("claimId", id)
                .put("anchor", anchor)
                .put("kind", kind)
                .put("unit", "list-item")
                .put("before", before)
                .put("after", after)
                .put("text", text);
        claim.putArray("words");
        return claim;
    }

    private static ObjectNode item(String id, String kind, String text, String anchor, String register, String key) {
        ObjectNode item = JSON.createObjectNode()
                .put("itemId", id)
                .put("kind", kind)
                .put("text", text)
                .put("since", "2026-04-15T09:00:00Z")
                .put("anchor", anchor)
                .put("register", register)
                .put("key", key);
        item.putObject("values");
        return item;
    }

    /** A runbook of ten thousand lines: hundreds of changes, thousands of passages that still apply. */
    private static void lengthen(ObjectNode review) {
        ArrayNode changed = array(review, "changed");
        ArrayNode applies = array(review, "applies");
        ArrayNode open = array(review, "open");
        for (int i = 1; i <= 120; i++) {
            ObjectNode claim = changed.path(0).deepCopy();
            changed.add(claim.put("claimId", "changed:step-" + i).put("anchor", "region-" + i % 7 + "/step-" + i));
        }
        for (int i = 1; i <= 4000; i++) {
            ObjectNode claim = applies.path(1).deepCopy();
            applies.add(claim.put("claimId", "applies:check-" + i)
                    .put("anchor", "check-" + i)
                    .put(
                            "text",
                            "“Check number " + i
                                    + " of the region: the pager answers, and whoever answers knows the bridge.”"));
        }
        for (int i = 1; i <= 60; i++) {
            ObjectNode item = open.path(0).deepCopy();
            open.add(item.put("itemId", "item-" + i).put("key", "service-" + i));
        }
        packet(review)
                .put(
                        "summary",
                        "127 changes against “published/2026-02-01”; 4009 passages still apply; 64 open items.");
    }

    private static void hostile(ObjectNode review) {
        String hostile = "<img src=x onerror=window.pwned=1>[a](javascript:window.pwned=1)";
        String packet = packet(review)
                .toString()
                .replace("team-data-platform", hostile)
                .replace("Approved exceptions", hostile)
                .replace("open-bridge", "x onfocus=window.pwned=1")
                .replace("rosa.ito@example.org", hostile);
        review.set("packet", json(packet));
        limit(review, hostile, hostile + "x".repeat(300));
    }

    /** What is asked about a source that is not clear for this reason. */
    static ObjectNode source(String code) {
        return with("resolve-source", review -> {
            ObjectNode source = (ObjectNode) review.path("source");
            source.put("code", code);
            switch (code) {
                case "NO_SUCH_TAG" -> {
                    source.put(
                            "sentence",
                            "premium-runbooks has no tag published/2026-04-15; a branch or a commit is no publication.");
                    source.remove(List.of("tagger", "taggedAt", "commit"));
                }
                case "BASELINE_MOVED" ->
                    source.put("baseline", "published/2026-02-01")
                            .put(
                                    "sentence",
                                    "The baseline published/2026-02-01 of premium-runbooks has been moved: it stood for 0ed427f7ff0078e45e6775c29332c5b1f6dafc9c when it was first seen, and now for 8ed866dd2d6086dd1317ae9d3336cee3279c3154.");
                case "SCOPE_BROADER" -> {
                    source.put(
                            "sentence",
                            "published/2026-04-15 changes 19 of 24 units of the runbook, more than 60 %; somebody has to say whether that is one change.");
                    ((ArrayNode) source.path("limits"))
                            .addObject()
                            .put("code", "BASELINE_MISSING")
                            .put("reason", "The baseline was never tagged.")
                            .put("by", "rosa.ito");
                }
                default -> {}
            }
        });
    }

    /** What the lane answers to a recipient whose digest is in this state. */
    static ObjectNode atTheLane(String state) {
        return with("lane-digest", answer -> {
            ObjectNode review = review(state);
            answer.set("packet", packet(review));
            answer.put("drill", review.path("drill").asBoolean());
        });
    }

    static ObjectNode lines() {
        ObjectNode answer = JSON.createObjectNode()
                .put("repository", "premium-runbooks")
                .put("revision", "published/2026-04-15")
                .put("fromLine", 12)
                .put("toLine", 12);
        ArrayNode lines = answer.putArray("lines");
        String[] text = {
            "# Severity-one escalation, premium customers",
            "",
            "## Intake {#intake}",
            "1. Confirm that the account holds an active premium entitlement. {#confirm-entitlement}",
            "2. Open the severity-one bridge within 10 minutes. {#open-bridge}",
            "3. Record the entitlement id on the bridge. {#record-entitlement}",
            "4. Page the owning product team by the paging paths below. {#page-owner}",
            ""
        };
        for (int i = 0; i < text.length; i++) {
            lines.addObject().put("number", 8 + i).put("cited", 8 + i == 12).put("text", text[i]);
        }
        return answer;
    }

    static ObjectNode storageRecord() {
        return json("""
                {"register": "ownership", "key": "storage", "version": 9, "sha256": "e6dfaa1bb152cfdb609001c2dd2a40350ad18e9f0ee9a5d8e16489a4660a0792",
                 "publishedAt": "2026-03-28T09:00:00Z", "stale": false, "fields": {"owner": "team-storage"}}""");
    }
}
