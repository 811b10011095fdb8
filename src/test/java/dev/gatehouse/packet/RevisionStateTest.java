package dev.gatehouse.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionStateTest {
    @ParameterizedTest
    @CsvSource({
        "DRAFT, CANDIDATE HELD SUPERSEDED WITHDRAWN",
        "CANDIDATE, ADOPTED RELEASED HELD SUPERSEDED WITHDRAWN EXPIRED",
        "ADOPTED, SUPERSEDED WITHDRAWN EXPIRED",
        "RELEASED, SUPERSEDED WITHDRAWN EXPIRED",
        "HELD, ''",
        "SUPERSEDED, ''",
        "WITHDRAWN, ''",
        "EXPIRED, ''"
    })
    void mayBecomeTheseAndNoOthers(RevisionState from, String expected) {
        Set<String> allowed = Arrays.stream(RevisionState.values())
                .filter(from::mayBecome)
                .map(Enum::name)
                .collect(Collectors.toSet());

        assertThat(allowed)
                .isEqualTo(Arrays.stream(expected.split(" "))
                        .filter(state -> !state.isEmpty())
                        .collect(Collectors.toSet()));
    }
}
