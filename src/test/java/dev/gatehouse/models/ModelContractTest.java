package dev.gatehouse.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelContractTest {

    private static final Surroundings PROJECT = Surroundings.ofThisProject();

    @ParameterizedTest
    @MethodSource("models")
    void isKept(Path model) {
        assertThat(new ModelContract(model, PROJECT).faults()).isEmpty();
    }

    static Stream<Path> models() {
        return Surroundings.files(Path.of("bpmn"), "bpmn").stream();
    }

    @Test
    void hasAModelForEveryFlowThatNamesItsWords() {
        assertThat(PROJECT.flows())
                .isNotEmpty()
                .extracting(Surroundings.FlowWords::key)
                .isSubsetOf(PROJECT.processes());
    }

    /** The proof that each check can fail: one model that breaks them all. */
    @Test
    void namesEveryFaultOfAModelThatKeepsNothing() {
        Surroundings surroundings = new Surroundings(
                Set.of("aBean"),
                Set.of("forms/another.html"),
                Set.of("a-decision"),
                Set.of("a-model"),
                List.of(new Surroundings.FlowWords("broken", Set.of("another"), Set.of("declared"))));

        assertThat(new ModelContract(Path.of("src/test/resources/models/broken.bpmn"), surroundings).faults())
                .containsExactlyInAnyOrder(
                        "the file holds [another-key], not the one executable process of its name",
                        "another-key has no historyTimeToLive",
                        "Activity_1w131lg is no id made of words",
                        "no constant for the gate decide",
                        "no constant for the message change",
                        "unbound is bound to no bean",
                        "there is no bean missingBean",
                        "${aBean.compute(1)} is no plain bean name",
                        "the gate decide does not show the form of its name",
                        "there is no form embedded:deployment:forms/missing.html",
                        "there is no decision missing-decision",
                        "there is no model missing-model",
                        "the variable undeclared is not declared",
                        "the variable deadline is not declared",
                        "the variable people is not declared",
                        "${declared > 3 && undeclared} does more than test one variable",
                        "unasked leaves which-way unasked",
                        "the gate decide is not documented",
                        "which-way is not named as a question",
                        "nameless has no name",
                        "scripted is a script",
                        "a binding by camunda:class",
                        "a binding by camunda:expression",
                        "a camunda:script");
    }
}
