package dev.gatehouse.readout.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.intake.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTextTest {

    private static final JsonNode ANA = json("{'person':'ana.torres','zone':'UTC','workingHours':'08:00-08:30'}");

    @Test
    void refusesHoursThatTheReadoutDoesNotFitInto() {
        assertThat(faults("[{'role':'fix-owner','person':'x.y','zone':'UTC','workingHours':'22:00-22:59'}]"))
                .containsExactly(
                        new Fault(
                                "/0/workingHours",
                                "the readout takes PT1H, longer than the working hours 22:00-22:59; expected hours that it fits into"));
        assertThat(faults("[{'role':'fix-owner','person':'ana.torres'}]"))
                .extracting(Fault::pointer)
                .as("as they are known")
                .containsExactly("/0/person");
    }

    @Test
    void takesHoursThatItFitsInto() {
        assertThat(faults("[{'role':'fix-owner','person':'x.y','zone':'UTC','workingHours':'23:30-00:30'}]"))
                .isEmpty();
        assertThat(faults("[{'role':'fix-owner','person':'ana.torres','workingHours':'08:00-09:00'}]"))
                .isEmpty();
    }

    private static List<Fault> faults(String roles) {
        return RolesText.faults(json(roles), List.of("fix-owner"), List.of(ANA), Duration.ofHours(1));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
