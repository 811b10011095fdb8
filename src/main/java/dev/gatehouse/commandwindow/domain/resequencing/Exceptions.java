package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Relaxation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The boundary exceptions granted to one checkpoint. Each moves one boundary from {@code allowed} to {@code needs}: any
 * boundary of that rule between the two moves too, none beyond.
 */
record Exceptions(List<Relaxation> granted) {
    /** Where a boundary that ends something allowed, or begins something forbidden, stands for this checkpoint. */
    Instant later(Constraint constraint, @Nullable String subject, Instant boundary) {
        Instant latest = boundary;
        for (Relaxation relaxation : granted) {
            if (isAbout(relaxation, constraint, subject)
                    && !boundary.isBefore(relaxation.allowed())
                    && latest.isBefore(relaxation.needs())) {
                latest = relaxation.needs();
            }
        }
        return latest;
    }

    /** Where a boundary that begins something allowed, or ends something forbidden, stands for this checkpoint. */
    Instant earlier(Constraint constraint, @Nullable String subject, Instant boundary) {
        Instant earliest = boundary;
        for (Relaxation relaxation : granted) {
            if (isAbout(relaxation, constraint, subject)
                    && !boundary.isAfter(relaxation.allowed())
                    && earliest.isAfter(relaxation.needs())) {
                earliest = relaxation.needs();
            }
        }
        return earliest;
    }

    boolean concern(String subject) {
        return granted.stream().anyMatch(relaxation -> isAbout(relaxation, Constraint.OWNER_BUSY, subject));
    }

    private static boolean isAbout(Relaxation relaxation, Constraint constraint, @Nullable String subject) {
        return relaxation.constraint() == constraint && Objects.equals(relaxation.subject(), subject);
    }
}
