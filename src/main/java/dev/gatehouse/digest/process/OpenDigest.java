package dev.gatehouse.digest.process;

import dev.gatehouse.digest.DigestOpening;
import dev.gatehouse.gate.EngineRefusal;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the case for a good request; for a bad one the start fails with every fault. */
@Component
class OpenDigest implements JavaDelegate {

    private final DigestOpening opening;

    OpenDigest(DigestOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            String caseId = opening.open(
                    execution.getProcessBusinessKey(),
                    StartRequest.text(execution),
                    execution.getProcessInstanceId(),
                    StartRequest.starter(execution));
            execution.setProcessBusinessKey(caseId);
        } catch (FaultsException faults) {
            throw EngineRefusal.of(faults);
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }
}
