package dev.gatehouse.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measure of the models' coverage finds what no test has passed. */
class ProcessCoverageTest {

    private static final String MODEL = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
              <process id="p">
                <startEvent id="begins"><outgoing>goes-on</outgoing></startEvent>
                <sequenceFlow id="goes-on" sourceRef="begins" targetRef="works"/>
                <subProcess id="works"><userTask id="inside"/></subProcess>
                <boundaryEvent id="interrupted" attachedToRef="works"/>
                <sequenceFlow id="ends-by-itself" sourceRef="works" targetRef="silent-end">
                  <extensionElements><camunda:properties>
                    <camunda:property name="neverTaken" value="it is always interrupted"/>
                  </camunda:properties></extensionElements>
                </sequenceFlow>
                <endEvent id="silent-end"/>
              </process>
            </definitions>
            """;

    @TempDir
    Path models;

    @Test
    void namesEveryNodeAndFlowThatNoTestHasPassed() throws Exception {
        Map<String, Boolean> elements = elements();
        assertThat(ProcessCoverage.gaps(elements, Set.of("p begins", "p works", "p inside")))
                .containsExactly("No test passes p goes-on.", "No test passes p interrupted.");
    }

    @Test
    void isContentWhenEverythingWasPassedAndNothingElse() throws Exception {
        Set<String> passed = Set.of("p begins", "p goes-on", "p works", "p inside", "p interrupted");
        assertThat(ProcessCoverage.gaps(elements(), passed)).isEmpty();
    }

    @Test
    void objectsWhenWhatIsNeverTakenWasTaken() throws Exception {
        Set<String> passed =
                Set.of("p begins", "p goes-on", "p works", "p inside", "p interrupted", "p ends-by-itself");
        assertThat(ProcessCoverage.gaps(elements(), passed))
                .containsExactly("p ends-by-itself is said never to be taken, and was.");
    }

    @Test
    void readsWhatEveryJvmWrote() throws Exception {
        Path folder = Files.createDirectory(models.resolve("written"));
        Files.writeString(folder.resolve("1.txt"), "p begins\np goes-on\n");
        Files.writeString(folder.resolve("2.txt"), "p works\n");
        assertThat(ProcessCoverage.passed(folder)).containsExactlyInAnyOrder("p begins", "p goes-on", "p works");
        assertThat(ProcessCoverage.passed(models.resolve("none"))).isEmpty();
    }

    @Test
    void findsTheProjectsModels() throws Exception {
        assertThat(ProcessCoverage.elements(Path.of("bpmn")))
                .containsKeys("lane-handoff packet-released", "lane-handoff stale-copy-kept")
                .hasSizeGreaterThan(100);
    }

    private Map<String, Boolean> elements() throws Exception {
        Files.writeString(models.resolve("p.bpmn"), MODEL);
        return ProcessCoverage.elements(models);
    }
}
