package dev.gatehouse.digest.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class RowSourceTest {

    @Test
    void cutsALineAtItsPipes() {
        assertThat(RowSource.cells("| a | b |")).containsExactly(" a ", " b ");
        assertThat(RowSource.cells("a|b")).containsExactly("a", "b");
        assertThat(RowSource.cells(" || b | ")).containsExactly("", " b ");
        assertThat(RowSource.cells("| a \\| b | \\c |")).containsExactly(" a | b ", " \\c ");
    }

    @Property
    void countsWhatItCuts(@ForAll @Chars({'|', '\\', ' ', 'a'}) String line) {
        assertThat(RowSource.count(line)).isEqualTo(RowSource.cells(line).size());
    }
}
