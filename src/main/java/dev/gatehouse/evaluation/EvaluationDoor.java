package dev.gatehouse.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.people.Directory;
import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures of a flow, for people; machines read the metrics. */
@RestController
class EvaluationDoor {

    private final Evaluation evaluation;
    private final Directory directory;

    EvaluationDoor(Evaluation evaluation, Directory directory) {
        this.evaluation = evaluation;
        this.directory = directory;
    }

    @GetMapping("/api/evaluation")
    ObjectNode figures(
            @RequestParam String flow, @RequestParam(defaultValue = "false") boolean includeDrills, Principal reader) {
        if (!directory.isPerson(reader.getName())) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "machines-read-metrics",
                    "The evaluation is for people; machines read the metrics.");
        }
        return evaluation.of(flow, includeDrills);
    }
}
