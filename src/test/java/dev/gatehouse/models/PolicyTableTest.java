package dev.gatehouse.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTableTest {

    private static final Path SHIPPED = Path.of("dmn");
    private static final Path DEMO = Path.of("src/main/resources/demo/dmn");

    static Stream<Path> tables() {
        return Stream.of(SHIPPED, DEMO).flatMap(folder -> Surroundings.files(folder, "dmn").stream());
    }

    static Stream<Path> demoTables() {
        return Surroundings.files(DEMO, "dmn").stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void isOneDecisionNamedAsItsFile(Path file) {
        assertThat(decisions(file)).extracting(Decision::getId).containsExactly(Surroundings.nameOf(file));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void saysWhatItDecidesAndHowLongItsHistoryIsKept(Path file) {
        for (Decision decision : decisions(file)) {
            assertThat(decision.getDescription()).as("description").isNotNull();
            assertThat(decision.getCamundaHistoryTimeToLiveString())
                    .as("historyTimeToLive")
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void labelsWhatItAsksAndAnswers(Path file) {
        DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
        assertThat(model.getModelElementsByType(Input.class))
                .extracting(Input::getLabel)
                .doesNotContainNull();
        assertThat(model.getModelElementsByType(Output.class))
                .extracting(Output::getLabel)
                .doesNotContainNull();
    }

    /** Or the same question would have another shape in the demo. */
    @ParameterizedTest
    @MethodSource("demoTables")
    void standsInForAShippedTableOfTheSameShape(Path demo) {
        Path shipped = SHIPPED.resolve(demo.getFileName());
        assertThat(shipped).exists();
        assertThat(shape(demo)).isEqualTo(shape(shipped));
    }

    private static Collection<Decision> decisions(Path file) {
        return Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Decision.class);
    }

    private static String shape(Path file) {
        DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
        StringBuilder shape = new StringBuilder();
        for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
            shape.append(table.getHitPolicy());
            table.getInputs().forEach(input -> shape.append(' ')
                    .append(input.getInputExpression().getText().getTextContent()));
            table.getOutputs().forEach(output -> shape.append(" -> ").append(output.getName()));
        }
        return shape.toString();
    }
}
