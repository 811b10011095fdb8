package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HoldPlanTest {

    private static final Instant NINE = Instant.parse("2026-04-27T09:00:00Z");

    @Test
    void fillsUpToTheCountWithSlotsThatDoNotOverlap() {
        HoldPlan plan = plan(2, List.of());
        place(plan, 0, 30, 60, 120);
        assertThat(plan.placed()).extracting(ReadoutHold::start).containsExactly(at(0), at(60));
        assertThat(plan.givenWay()).isEmpty();
    }

    @Test
    void keepsAHoldThatIsStillGood() {
        HoldPlan plan = plan(2, List.of(), 30);
        place(plan, 0, 30, 90);
        assertThat(plan.placed()).extracting(ReadoutHold::start).containsExactly(at(90));
        assertThat(plan.givenWay()).isEmpty();
    }

    @Test
    void letsHoldsGiveWayToAnApprovedSlotThatTheyOverlap() {
        HoldPlan plan = plan(3, List.of(30), 0, 60, 120);
        place(plan, 30);
        assertThat(plan.placed()).extracting(ReadoutHold::start).containsExactly(at(30));
        assertThat(plan.givenWay()).extracting(ReadoutHold::start).containsExactly(at(0), at(60));
    }

    @Test
    void letsTheLastOfTheRankingGiveWayWhereAllAreHeld() {
        HoldPlan plan = plan(3, List.of(240), 0, 60, 120);
        place(plan, 240);
        assertThat(plan.givenWay()).extracting(ReadoutHold::start).containsExactly(at(120));
    }

    @Test
    void keepsWhatWasApprovedLater() {
        HoldPlan later = plan(1, List.of(0, 30), 30);
        place(later, 0);
        assertThat(later.placed()).isEmpty();
        assertThat(later.givenWay()).isEmpty();

        HoldPlan earlier = plan(1, List.of(0, 240), 0);
        place(earlier, 240);
        assertThat(earlier.givenWay()).extracting(ReadoutHold::start).containsExactly(at(0));
    }

    @Test
    void letsNothingGiveWayToASlotThatCouldNotBePlaced() {
        HoldPlan plan = plan(1, List.of(30), 0);
        assertThat(plan.inTheWayOf(slot(30)).orElseThrow())
                .extracting(ReadoutHold::start)
                .containsExactly(at(0));
        assertThat(plan.givenWay()).isEmpty();
    }

    /** Places whatever the plan takes, in this order. */
    private static void place(HoldPlan plan, int... starts) {
        for (int start : starts) {
            plan.inTheWayOf(slot(start)).ifPresent(inItsWay -> plan.placed(hold(start), inItsWay));
        }
    }

    /** @param approved starts, the last approval last */
    private static HoldPlan plan(int count, List<Integer> approved, int... good) {
        Standing standing = new Standing(
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                0,
                Set.of(),
                approved.stream()
                        .map(start -> new Relaxation("exception-" + start, at(start), Set.of(), Set.of()))
                        .toList(),
                null,
                null,
                false,
                null,
                false,
                false,
                null);
        List<Slot> ranked =
                Stream.of(0, 30, 60, 90, 120, 240).map(HoldPlanTest::slot).toList();
        return new HoldPlan(Arrays.stream(good).mapToObj(HoldPlanTest::hold).toList(), count, ranked, standing);
    }

    private static Instant at(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }

    private static Slot slot(int minutes) {
        return new Slot(at(minutes), at(minutes + 60), 0, new Slot.Values(0, 0, 0, 0, 0), null, null);
    }

    private static ReadoutHold hold(int minutes) {
        return new ReadoutHold(
                "ESC-1",
                "hold-" + minutes,
                at(minutes),
                at(minutes + 60),
                at(1000),
                null,
                List.of("ana.torres"),
                ReadoutHold.State.HELD,
                false);
    }
}
