package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadoutsTest {

    @Test
    void keepsNamesApartThatHaveBlanksInThem() {
        List<String> names = List.of("ana.torres", "interp es 2");

        assertThat(Readouts.names(Readouts.text(names))).isEqualTo(names);
    }
}
