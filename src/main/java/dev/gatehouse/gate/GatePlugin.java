package dev.gatehouse.gate;

import java.util.ArrayList;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Brings the gate keeper into the engine. */
@Component
class GatePlugin extends AbstractProcessEnginePlugin {

    private final GateKeeper keeper;
    private final CaseEnding ending;

    GatePlugin(GateKeeper keeper, CaseEnding ending) {
        this.keeper = keeper;
        this.ending = ending;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (configuration.getCustomPostBPMNParseListeners() == null) {
            configuration.setCustomPostBPMNParseListeners(new ArrayList<>());
        }
        configuration.getCustomPostBPMNParseListeners().add(new GateParseListener(keeper, ending));
        if (configuration.getCustomPreCommandInterceptorsTxRequired() == null) {
            configuration.setCustomPreCommandInterceptorsTxRequired(new ArrayList<>());
        }
        configuration.getCustomPreCommandInterceptorsTxRequired().add(new ConflictRetry());
    }
}
