package dev.gatehouse.gate;

import dev.gatehouse.cases.CaseFile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Every kind of gate, by flow and task key. */
@Component
class GateKinds {

    private final ObjectProvider<Gate> kinds;

    GateKinds(ObjectProvider<Gate> kinds) {
        this.kinds = kinds;
    }

    /** @throws IllegalStateException when the flow has no such gate */
    Gate of(CaseFile caseFile, String key) {
        return kinds.stream()
                .filter(gate -> gate.key().equals(key) && gate.serves(caseFile.flow()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(caseFile.flow() + " has no gate called " + key));
    }

    Gate of(CaseFile caseFile, GateRecord gate) {
        return of(caseFile, gate.gate());
    }
}
