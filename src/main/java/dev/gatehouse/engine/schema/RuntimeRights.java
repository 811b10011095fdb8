package dev.gatehouse.engine.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What the runtime role may do, in the database's own words. */
interface RuntimeRights {

    /** What is only ever added to: read and insert, never update, delete or truncate. */
    Set<String> APPEND_ONLY = Set.of(
            "gh_ledger",
            "gh_checkpoint",
            "gh_revision",
            "gh_revision_state",
            "gh_revision_form",
            "gh_record",
            "gh_lane_copy",
            "gh_lane_audience",
            "gh_lane_end",
            "gh_lane_stale",
            "gh_lane_access",
            "gh_release_manifest",
            "gh_release_signature",
            "gh_disclosure_revision",
            "gh_disclosure_objection");

    /** Flyway's own record of what has been done: read only. */
    String SCHEMA_HISTORY = "gh_schema_history";

    /**
     * Makes sure that the role exists.
     *
     * @throws IllegalStateException with a sentence that says what to do, if it is missing and the owner may not make it
     */
    void createRole(Connection owner, DatabaseRole runtime) throws SQLException;

    /** Grants on every table what the role may do there, and takes away whatever goes further. */
    void grant(Connection owner, DatabaseRole runtime) throws SQLException;

    /** Asks the database, not our own grants: a superuser or a member of the owner's role may, whatever was granted. */
    boolean mayChangeTheLedger(Connection owner, DatabaseRole runtime) throws SQLException;

    /** The append-only tables that nothing in the database guards from their own owner any more; empty as it should be. */
    List<String> unguarded(Connection owner) throws SQLException;

    static String on(String table) {
        if (table.equals(SCHEMA_HISTORY)) {
            return "select";
        }
        return APPEND_ONLY.contains(table) ? "select, insert" : "select, insert, update, delete";
    }
}
