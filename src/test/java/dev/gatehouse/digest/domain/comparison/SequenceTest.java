package dev.gatehouse.digest.domain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequenceTest {

    @Test
    void keepsTheLongestThatKeepsItsOrder() {
        assertThat(Sequence.kept(new int[] {1, 2, 0})).containsExactly(true, true, false);
        assertThat(Sequence.kept(new int[] {4, 0, 1, 2, 3})).containsExactly(false, true, true, true, true);
        assertThat(Sequence.kept(new int[] {})).isEmpty();
    }

    @Test
    void keepsTheSmallestPositionsOfEquals() {
        assertThat(Sequence.kept(new int[] {1, 0})).containsExactly(true, false);
        assertThat(Sequence.kept(new int[] {2, 1, 0, 3})).containsExactly(true, false, false, true);
        assertThat(Sequence.kept(new int[] {1, 0, 3, 2})).containsExactly(true, false, true, false);
    }

    /** Every subsequence is tried. */
    @Property(tries = 300)
    void isTheLongestAndOfEqualsTheFirst(@ForAll @IntRange(min = 0, max = 9) int size, @ForAll long seed) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(i * 3);
        }
        Collections.shuffle(places, new Random(seed));
        List<Integer> best = List.of();
        for (int set = 0; set < 1 << size; set++) {
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if ((set & 1 << i) != 0) {
                    positions.add(i);
                }
            }
            if (isAscending(positions, places) && isBetter(positions, best)) {
                best = positions;
            }
        }

        boolean[] kept =
                Sequence.kept(places.stream().mapToInt(Integer::intValue).toArray());

        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (kept[i]) {
                found.add(i);
            }
        }
        assertThat(found).isEqualTo(best);
    }

    private static boolean isAscending(List<Integer> positions, List<Integer> places) {
        for (int i = 1; i < positions.size(); i++) {
            if (places.get(positions.get(i - 1)) > places.get(positions.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBetter(List<Integer> one, List<Integer> other) {
        if (one.size() != other.size()) {
            return one.size() > other.size();
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) < other.get(i);
            }
        }
        return false;
    }
}
