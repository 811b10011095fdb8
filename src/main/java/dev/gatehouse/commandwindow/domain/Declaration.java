package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command window as declared: what people work from until facts change it. Every reference in it resolves and its
 * precedence has no cycle; it may still break scheduling rules. Source: spec 1, "The model" 1.
 *
 * @param drill a rehearsal: event time is its clock
 * @param severity the scope in which delegates must be approved
 * @param window from opening to closing, at most {@link #LONGEST_WINDOW} and {@link #MOST_STEPS} grid steps
 * @param granularity the grid's step, counted from the opening
 * @param bridgeLead who declared lead of the bridge is
 */
public record Declaration(
        String caseId,
        boolean drill,
        String title,
        String severity,
        String account,
        Interval window,
        Duration granularity,
        String bridgeLead,
        List<Participant> people,
        List<Evidence> evidence,
        List<Checkpoint> checkpoints,
        List<Spacing> spacings,
        List<Freeze> freezes,
        List<Absence> absences) {

    /** The role whose holder owns the gates of the case. */
    public static final String BRIDGE_LEAD = "support-bridge-lead";
    /** The role that sees the restricted evidence which its checkpoints require. */
    public static final String SECURITY_REVIEW = "security-review";
    /** The role that sees account and contract causes beside the lead. */
    public static final String ACCOUNT_MANAGEMENT = "account-management";

    public static final Duration DEFAULT_GRANULARITY = Duration.ofMinutes(5);
    public static final Duration LONGEST_WINDOW = Duration.ofDays(31);
    public static final int MOST_STEPS = 20_000;
    public static final int MOST_CHECKPOINTS = 200;

    public Declaration {
        people = List.copyOf(people);
        evidence = List.copyOf(evidence);
        checkpoints = List.copyOf(checkpoints);
        spacings = List.copyOf(spacings);
        freezes = List.copyOf(freezes);
        absences = List.copyOf(absences);
    }

    /** Somebody who takes part, with the roles they hold by declaration. */
    public record Participant(String person, Set<String> roles) {
        public Participant {
            roles = Set.copyOf(roles);
        }
    }

    /** @param readyAt when it is announced to be ready; null when nobody has said */
    public record Evidence(
            String evidenceId,
            String title,
            Classification classification,
            @Nullable Instant readyAt) {}

    /** Who may read about evidence. */
    public enum Classification {
        PUBLIC,
        INTERNAL,
        CONFIDENTIAL,
        RESTRICTED
    }

    /**
     * @param guarded whether it is protected
     * @param windows its own windows; empty means the whole command window
     * @param boundaryOwner who may grant an exception; always set when protected
     */
    public record Checkpoint(
            String checkpointId,
            String title,
            String role,
            String owner,
            Duration duration,
            Instant start,
            boolean guarded,
            List<String> dependsOn,
            List<String> requires,
            List<Interval> windows,
            @Nullable String boundaryOwner) {
        public Checkpoint {
            dependsOn = List.copyOf(dependsOn);
            requires = List.copyOf(requires);
            windows = List.copyOf(windows);
        }
    }

    public record Freeze(String freezeId, Interval interval, String reason) {}

    public record Absence(String person, Interval interval) {}

    public Optional<Checkpoint> checkpoint(String checkpointId) {
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.checkpointId().equals(checkpointId))
                .findFirst();
    }

    public Optional<Evidence> evidence(String evidenceId) {
        return evidence.stream()
                .filter(one -> one.evidenceId().equals(evidenceId))
                .findFirst();
    }

    /** Whether {@code people} gives the person this role, or names them bridge lead. */
    public boolean declaresHolder(String role, String person) {
        return (role.equals(BRIDGE_LEAD) && person.equals(bridgeLead))
                || people.stream()
                        .anyMatch(one ->
                                one.person().equals(person) && one.roles().contains(role));
    }
}
