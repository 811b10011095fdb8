package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Source.RunbookSource;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A published revision of a runbook, and what it is compared with.
 *
 * @param identity the runbook's own id, else its path
 * @param baseline null where no comparison is made
 */
public record Compared(
        String identity, Published revision, @Nullable Published baseline) {

    /** One publication of the runbook: where it stands, and what it says. */
    public record Published(String repository, String tag, String path, Runbook runbook) {

        /** The lines of one unit. */
        public RunbookSource source(Unit unit) {
            return new RunbookSource(
                    repository,
                    tag,
                    path,
                    unit.anchor(),
                    unit.lines().from(),
                    unit.lines().to());
        }

        /** The whole of it. */
        public RunbookSource source() {
            return new RunbookSource(repository, tag, path, "", 1, Math.max(1, runbook.lines()));
        }
    }

    /** The revision, and the baseline where there is one. */
    public List<Runbook> runbooks() {
        return Stream.of(revision, baseline)
                .filter(Objects::nonNull)
                .map(Published::runbook)
                .toList();
    }

    /** Empty where there is nothing to compare with. */
    public Optional<RunbookComparison> comparison() {
        return baseline == null
                ? Optional.empty()
                : Optional.of(RunbookComparison.between(baseline.runbook(), revision.runbook()));
    }
}
