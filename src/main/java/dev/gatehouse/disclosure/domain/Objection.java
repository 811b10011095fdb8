package dev.gatehouse.disclosure.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Disagreement with a section that stays on record. It follows its section by id; its text never changes.
 *
 * @param raisedIn the revision that it was raised against
 * @param acceptedIn the revision for which the release owner accepted it; null for none
 */
public record Objection(
        String objectionId,
        String sectionId,
        String raisedBy,
        Severity severity,
        String statement,
        int raisedIn,
        Standing standing,
        @Nullable Integer acceptedIn,
        @Nullable String acceptedBy,
        @Nullable String acceptedAt) {

    /** Whether it stops the packet. */
    public enum Severity {
        /** May go to the lane when the release owner accepts it by name. */
        RESIDUAL,
        /** Nothing is proposed before it is resolved or withdrawn. */
        BLOCKING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Severity of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What people have said of it. */
    public enum Standing {
        OPEN,
        RESOLVED,
        WITHDRAWN
    }

    /** As it is shown: its standing, what was accepted for this revision, and whether its section is still there. */
    public enum State {
        OPEN,
        RESOLVED,
        WITHDRAWN,
        ACCEPTED_RESIDUAL,
        ORPHANED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Objection standing(Standing next) {
        return new Objection(objectionId, sectionId, raisedBy, severity, statement, raisedIn, next, null, null, null);
    }

    Objection accepted(int revision, String by, String at) {
        return new Objection(
                objectionId, sectionId, raisedBy, severity, statement, raisedIn, standing, revision, by, at);
    }
}
