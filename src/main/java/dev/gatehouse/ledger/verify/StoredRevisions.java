package dev.gatehouse.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The revisions of one case, held to what the ledger states about them. */
final class StoredRevisions {
    /** The kinds of entries that make a revision the authority. */
    private static final Set<String> AUTHORITY = Set.of("ADOPTED", "RELEASED");

    private final String caseId;
    /** A revision that was given what belongs to it afterwards has a hash for each of its forms. */
    private final Map<Integer, Set<String>> sha256ByNumber = new HashMap<>();

    private final Set<Integer> stated = new HashSet<>();
    private final Map<Integer, String> faults = new TreeMap<>();
    private @Nullable Integer authoritative;
    private @Nullable Integer adopted;

    StoredRevisions(String caseId) {
        this.caseId = caseId;
    }

    /** There is a revision, or a form of one, under this hash; its bytes have been held to it. */
    void state(int number, String sha256) {
        sha256ByNumber.computeIfAbsent(number, none -> new HashSet<>()).add(sha256);
    }

    /** This one stands as the authority. */
    void stands(int number) {
        authoritative = number;
    }

    /** The revisions that no entry states. */
    Set<Integer> unstated() {
        Set<Integer> unstated = new TreeSet<>(sha256ByNumber.keySet());
        unstated.removeAll(stated);
        return unstated;
    }

    static StoredRevisions of(Connection connection, String caseId) throws SQLException {
        StoredRevisions revisions = new StoredRevisions(caseId);
        try (PreparedStatement query =
                connection.prepareStatement("select number, sha256, content from gh_revision where case_id = ?"
                        + " union all select number, sha256, content from gh_revision_form where case_id = ?")) {
            query.setString(1, caseId);
            query.setString(2, caseId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    revisions.take(rows.getInt("number"), rows.getString("sha256"), EntryRow.bytes(rows, "content"));
                }
            }
        }
        try (PreparedStatement query =
                connection.prepareStatement("select number from gh_revision_standing where authoritative_for = ?")) {
            query.setString(1, caseId);
            try (ResultSet rows = query.executeQuery()) {
                revisions.authoritative = rows.next() ? (Integer) rows.getInt(1) : null;
            }
        }
        return revisions;
    }

    /** Why the store does not agree with what the entry states about a revision; null when it does or states nothing. */
    @Nullable
    String refusalOf(EntryRow entry) {
        if (entry.kind().endsWith("_REFUSED")) {
            return null;
        }
        JsonNode payload = payload(entry);
        JsonNode number = payload.path("revision");
        JsonNode sha256 = payload.path("sha256");
        if (!number.isInt() || !sha256.isTextual()) {
            return null;
        }
        stated.add(number.intValue());
        if (AUTHORITY.contains(entry.kind())) {
            adopted = number.intValue();
        }
        Set<String> stored = sha256ByNumber.get(number.intValue());
        if (stored == null) {
            return "revision %d, which it states, is missing from the store".formatted(number.intValue());
        }
        if (!stored.contains(sha256.textValue())) {
            return "it states another hash for revision %d than that is stored under".formatted(number.intValue());
        }
        return faults.get(number.intValue());
    }

    /** After all entries: what is wrong with revisions that no entry states. */
    @Nullable
    Fault remaining() {
        for (String fault : faults.values()) {
            return new Fault(Fault.Kind.REVISION, caseId, null, "A revision is not what it was: " + fault + ".");
        }
        if (authoritative != null && adopted != null && !authoritative.equals(adopted)) {
            return new Fault(
                    Fault.Kind.REVISION,
                    caseId,
                    null,
                    "Revision %d stands as the authority, but the ledger adopted or released revision %d last."
                            .formatted(authoritative, adopted));
        }
        return null;
    }

    private void take(int number, String sha256, byte[] content) {
        state(number, sha256);
        if (!Digests.sha256(content).equals(sha256)) {
            faults.put(
                    number,
                    "the stored bytes of revision %d have another hash than it is stored under".formatted(number));
        }
    }

    private static JsonNode payload(EntryRow entry) {
        try {
            return Json.read(entry.payload());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
