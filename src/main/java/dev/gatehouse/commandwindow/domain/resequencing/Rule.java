package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.EventReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scheduling rule as it stands for one checkpoint: where it lets the checkpoint start, and by how much else. */
sealed interface Rule {
    /** Which side of the tested place to measure. */
    enum Side {
        /** It would have to be later. */
        TOO_EARLY,
        /** It would have to be earlier. */
        TOO_LATE,
        /** Whichever is less. */
        LEAST
    }

    Constraint constraint();

    @Nullable
    String subject();

    /** Every start that this rule allows, all other rules aside. */
    Starts permitted();

    /** The figures at a start that is not permitted. */
    Break at(long start, Side side);

    /** Whether a boundary exception can relax it. */
    default boolean relaxable() {
        return switch (constraint()) {
            case COMMAND_WINDOW_END, WINDOW_START, WINDOW_END, FREEZE, OWNER_ABSENT, OWNER_BUSY -> true;
            default -> false;
        };
    }

    /** Starts no earlier than an instant that lies on the grid. */
    record NotBefore(
            Grid grid, Constraint constraint, @Nullable String subject, long first, List<EventReference> because)
            implements Rule {
        @Override
        public Starts permitted() {
            return Starts.from(first);
        }

        @Override
        public Break at(long start, Side side) {
            return new Break(constraint, subject, grid.at(start), grid.at(first), because);
        }
    }

    /** Starts, or with {@code steps} ends, no later than an instant. */
    record NotAfter(
            Grid grid,
            Constraint constraint,
            @Nullable String subject,
            long steps,
            Instant latest,
            List<EventReference> because)
            implements Rule {
        @Override
        public Starts permitted() {
            return Starts.upTo(grid.floor(latest) - steps);
        }

        @Override
        public Break at(long start, Side side) {
            return new Break(constraint, subject, grid.at(start + steps), latest, because);
        }
    }

    /**
     * Keeps out of a stretch of time.
     *
     * @param applies the starts at which the rule matters at all: those in the tenure of the person concerned
     * @param exempted starts allowed all the same
     */
    record Outside(
            Grid grid,
            Constraint constraint,
            @Nullable String subject,
            long steps,
            Instant from,
            Instant to,
            Starts applies,
            Starts exempted,
            List<EventReference> because)
            implements Rule {
        @Override
        public Starts permitted() {
            Starts overlapping = Starts.between(grid.floor(from) - steps + 1, grid.ceil(to) - 1);
            return Starts.ANYWHERE.without(overlapping.and(applies)).or(exempted);
        }

        @Override
        public Break at(long start, Side side) {
            Break early = new Break(constraint, subject, grid.at(start), to, because);
            Break late = new Break(constraint, subject, grid.at(start + steps), from, because);
            return switch (side) {
                case TOO_EARLY -> early;
                case TOO_LATE -> late;
                case LEAST -> late.shortBy().compareTo(early.shortBy()) <= 0 ? late : early;
            };
        }
    }

    /**
     * Lies wholly inside one of several stretches of time: its own windows, or the tenures of its role's holders. Where
     * there is none at all, a place is short by its whole duration.
     */
    record Inside(Grid grid, Constraint startConstraint, Constraint constraint, long steps, List<Opening> openings)
            implements Rule {
        @Override
        public @Nullable String subject() {
            return null;
        }

        @Override
        public Starts permitted() {
            Starts permitted = Starts.NONE;
            for (Opening opening : openings) {
                permitted = permitted.or(opening.starts(grid, steps));
            }
            return permitted;
        }

        @Override
        public Break at(long start, Side side) {
            List<Opening> longEnough = openings.stream()
                    .filter(opening -> opening.isLongEnough(grid, steps))
                    .toList();
            return (side == Side.LEAST ? Optional.<Break>empty() : nearest(longEnough, start, side))
                    .or(() -> nearest(openings, start, side))
                    .orElseGet(() -> new Break(constraint, null, grid.at(start + steps), grid.at(start), List.of()));
        }

        private Optional<Break> nearest(List<Opening> among, long start, Side side) {
            Instant begin = grid.at(start);
            Instant end = grid.at(start + steps);
            List<Break> early = new ArrayList<>();
            List<Break> late = new ArrayList<>();
            for (Opening opening : among) {
                Instant from = opening.from();
                if (from != null && from.isAfter(begin) && !(side == Side.LEAST && opening.endsBefore(end))) {
                    early.add(new Break(startConstraint, opening.subject(), begin, from, opening.fromBecause()));
                }
                Instant to = opening.to();
                if (to != null && to.isBefore(end) && !(side == Side.LEAST && opening.beginsAfter(begin))) {
                    late.add(new Break(constraint, opening.subject(), end, to, opening.toBecause()));
                }
            }
            if (side == Side.LEAST) {
                late.addAll(early);
                return late.isEmpty() ? nearest(among, start, Side.TOO_LATE) : least(late);
            }
            return side == Side.TOO_EARLY
                    ? least(early).or(() -> least(late))
                    : least(late).or(() -> least(early));
        }

        private static Optional<Break> least(List<Break> breaks) {
            return breaks.stream().min(Comparator.comparing(Break::shortBy));
        }
    }

    /** A stretch of time to be inside of; null bounds are unbounded. */
    record Opening(
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to,
            List<EventReference> fromBecause,
            List<EventReference> toBecause) {
        Starts starts(Grid grid, long steps) {
            long first = from == null ? -Starts.FAR : grid.ceil(from);
            long last = to == null ? Starts.FAR : grid.floor(to) - steps;
            return Starts.between(first, last);
        }

        boolean isLongEnough(Grid grid, long steps) {
            return !starts(grid, steps).isEmpty();
        }

        boolean endsBefore(Instant end) {
            return to != null && to.isBefore(end);
        }

        boolean beginsAfter(Instant start) {
            return from != null && from.isAfter(start);
        }
    }
}
