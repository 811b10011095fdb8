package dev.gatehouse.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Writes down every element of every model that an engine passes and commits, in whichever context or JVM a test runs it:
 * one file per JVM, written at once, so that a killed node's is kept. {@link ProcessCoverage} reads them.
 */
@Component
@ConditionalOnProperty(name = PathRecorder.RECORDED, matchIfMissing = true)
class PathRecorder extends AbstractProcessEnginePlugin {

    /** False in tests that go where chance takes them: that proves no path. */
    static final String RECORDED = "test.paths-recorded";

    static final Path FOLDER = Path.of("target", "process-coverage");

    private static final Path FILE =
            FOLDER.resolve(ProcessHandle.current().pid() + ".txt").toAbsolutePath();
    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (configuration.getCustomPostBPMNParseListeners() == null) {
            configuration.setCustomPostBPMNParseListeners(new ArrayList<>());
        }
        configuration.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
            @Override
            public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
                definitions.forEach(definition -> listen(definition.getKey(), definition));
            }
        });
    }

    private static void listen(String process, ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            on(activity::addBuiltInListener, ExecutionListener.EVENTNAME_START, process, activity.getId());
            for (PvmTransition flow : activity.getOutgoingTransitions()) {
                on(
                        ((TransitionImpl) flow)::addBuiltInListener,
                        ExecutionListener.EVENTNAME_TAKE,
                        process,
                        flow.getId());
            }
            listen(process, activity);
        }
    }

    /** What takes a listener for an event. */
    private interface Listened {
        void add(String event, ExecutionListener listener);
    }

    private static void on(Listened element, String event, String process, String id) {
        element.add(event, execution -> Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, context -> write(process + " " + id)));
    }

    private static void write(String passed) {
        if (!WRITTEN.add(passed)) {
            return;
        }
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, passed + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
