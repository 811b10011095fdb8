package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.runbook.Assumption;
import dev.gatehouse.digest.domain.runbook.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that the runbook relies on, and what the records in force say of it. */
public sealed interface Consulted {

    RecordName name();

    /** Empty where none is in force. */
    Optional<ApprovedRecord> found();

    /** Where the runbook relies on it; the first names it best. */
    List<Unit> relying();

    RecordState state();

    /**
     * The front matter assumes a value of a field.
     *
     * @param unit the entry
     */
    record Assumed(
            Assumption assumption, Unit unit, @Nullable ApprovedRecord answer) implements Consulted {

        @Override
        public RecordName name() {
            return new RecordName(assumption.register(), assumption.key());
        }

        @Override
        public Optional<ApprovedRecord> found() {
            return Optional.ofNullable(answer);
        }

        @Override
        public List<Unit> relying() {
            return List.of(unit);
        }

        @Override
        public RecordState state() {
            return Consulted.stateOf(
                    answer, assumption.field(), List.of(assumption.expect().text()));
        }
    }

    /**
     * A service that the runbook routes to, or names an owner of.
     *
     * @param owners whom the ownership rows name, each once
     */
    record Owned(
            RecordName name,
            List<String> owners,
            List<Unit> relying,
            @Nullable ApprovedRecord answer) implements Consulted {

        public static final String REGISTER = "ownership";
        public static final String OWNER = "owner";

        public Owned {
            owners = List.copyOf(owners);
            relying = List.copyOf(relying);
        }

        @Override
        public Optional<ApprovedRecord> found() {
            return Optional.ofNullable(answer);
        }

        @Override
        public RecordState state() {
            return owners.isEmpty() && answer != null
                    ? answer.stale() ? RecordState.STALE : RecordState.HOLDS
                    : Consulted.stateOf(answer, OWNER, owners);
        }
    }

    /** Why an approved exception is no exception of a step of this revision. */
    enum Doubt {
        /** The step is gone. */
        STEP_REMOVED,
        /** The step stands under another anchor. */
        STEP_RENAMED,
        /** Nobody can tell whether the exception holds. */
        VALIDITY_UNREADABLE
    }

    /**
     * An approved exception for a step, which is not known to be over.
     *
     * @param step the anchor that it names
     * @param unit the step in this revision; in the baseline where the revision does not have it under this anchor
     * @param doubt null for one that holds for the step
     */
    record Excepted(
            ApprovedRecord record,
            String step,
            Unit unit,
            @Nullable Doubt doubt) implements Consulted {

        @Override
        public RecordName name() {
            return record.name();
        }

        @Override
        public Optional<ApprovedRecord> found() {
            return Optional.of(record);
        }

        @Override
        public List<Unit> relying() {
            return List.of(unit);
        }

        @Override
        public RecordState state() {
            return doubt == Doubt.VALIDITY_UNREADABLE
                    ? RecordState.UNREADABLE
                    : record.stale() ? RecordState.STALE : RecordState.HOLDS;
        }
    }

    /** The active premium entitlement that the account of an exception has to have. */
    record Entitled(
            RecordName name, List<Unit> relying, @Nullable ApprovedRecord answer) implements Consulted {

        private static final String PREMIUM = "premium";

        public Entitled {
            relying = List.copyOf(relying);
        }

        @Override
        public Optional<ApprovedRecord> found() {
            return Optional.ofNullable(answer);
        }

        @Override
        public RecordState state() {
            if (answer == null) {
                return RecordState.MISSING;
            }
            if (!isPremium(answer)) {
                return RecordState.NOT_PREMIUM;
            }
            return answer.stale() ? RecordState.STALE : RecordState.HOLDS;
        }

        private static boolean isPremium(ApprovedRecord entitlement) {
            boolean active =
                    !entitlement.field("active").filter("false"::equals).isPresent();
            return active
                    && entitlement
                            .field("tier")
                            .filter(tier -> tier.toLowerCase(Locale.ROOT).startsWith(PREMIUM))
                            .isPresent();
        }
    }

    /** A record that has to be there, such as a known issue. */
    record Needed(
            RecordName name, List<Unit> relying, @Nullable ApprovedRecord answer) implements Consulted {

        public Needed {
            relying = List.copyOf(relying);
        }

        @Override
        public Optional<ApprovedRecord> found() {
            return Optional.ofNullable(answer);
        }

        @Override
        public RecordState state() {
            return answer == null ? RecordState.MISSING : answer.stale() ? RecordState.STALE : RecordState.HOLDS;
        }
    }

    private static RecordState stateOf(@Nullable ApprovedRecord answer, String field, List<String> expected) {
        if (answer == null) {
            return RecordState.MISSING;
        }
        Optional<String> found = answer.field(field);
        if (found.isEmpty()) {
            return RecordState.UNSUPPORTED;
        }
        if (!expected.stream().allMatch(found.get()::equals)) {
            return RecordState.CHANGED;
        }
        return answer.stale() ? RecordState.STALE : RecordState.HOLDS;
    }
}
