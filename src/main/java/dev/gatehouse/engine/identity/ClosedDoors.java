package dev.gatehouse.engine.identity;

import dev.gatehouse.people.DirectoryFile;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationEvent;
import org.camunda.bpm.engine.delegate.DelegateCaseExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.history.producer.DmnHistoryEventProducer;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Engine settings that close what the product does not use, applied after everybody else's so that none of them is
 * opened again by a property. Each has a test that fails without it.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 100)
class ClosedDoors extends AbstractCamundaConfiguration {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setResourceAuthorizationProvider(new NamedPersonOnly());

        engine.setUserResourceWhitelistPattern(DirectoryFile.ID_PATTERN);
        engine.setGroupResourceWhitelistPattern(DirectoryFile.ID_PATTERN);

        // JUEL in a query is code of the caller's choice
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setCustomPreCommandInterceptorsTxRequired(
                with(engine.getCustomPreCommandInterceptorsTxRequired(), new NoExpressionsInQueries()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                with(engine.getCustomPreCommandInterceptorsTxRequiresNew(), new NoExpressionsInQueries()));
        // otherwise an error thrown at a task from outside ends it without a decision
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);

        engine.setEnableXxeProcessing(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setStandaloneTasksEnabled(false);
        engine.setWebappsAuthenticationLoggingEnabled(true);
        engine.setHistoryEventProducer(new NoFormText());
        engine.setDmnHistoryEventProducer(new NoQuestions());
    }

    private static List<CommandInterceptor> with(@Nullable List<CommandInterceptor> others, CommandInterceptor one) {
        List<CommandInterceptor> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(one);
        return all;
    }

    /** What is typed into a form would be kept in history, transient or not. */
    private static final class NoFormText extends CacheAwareHistoryEventProducer {
        @Override
        public @Nullable HistoryEvent createFormPropertyUpdateEvt(
                ExecutionEntity execution, String propertyId, String propertyValue, @Nullable String taskId) {
            return null;
        }
    }

    /**
     * What a policy table was asked would be kept in history for every admin to read, and a section's text is asked about;
     * one of more than four thousand characters would not even fit. The ledger says which version of which table judged.
     */
    private static final class NoQuestions implements DmnHistoryEventProducer {
        @Override
        public @Nullable HistoryEvent createDecisionEvaluatedEvt(DmnDecisionEvaluationEvent evaluation) {
            return null;
        }

        @Override
        public @Nullable HistoryEvent createDecisionEvaluatedEvt(
                DelegateExecution execution, DmnDecisionEvaluationEvent evaluation) {
            return null;
        }

        @Override
        public @Nullable HistoryEvent createDecisionEvaluatedEvt(
                DelegateCaseExecution execution, DmnDecisionEvaluationEvent evaluation) {
            return null;
        }
    }
}
