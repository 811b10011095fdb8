package dev.gatehouse.gate;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Puts the {@link GateKeeper} on every user task and {@link CaseEnding} on the end of every model, so that no model can
 * forget them. The listeners are built-in ones: skipping custom listeners does not skip them.
 */
final class GateParseListener extends AbstractBpmnParseListener {

    private final GateKeeper keeper;
    private final CaseEnding ending;

    GateParseListener(GateKeeper keeper, CaseEnding ending) {
        this.keeper = keeper;
        this.ending = ending;
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        ExecutionListener atTheEnd = ending::instanceEnds;
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, atTheEnd);
    }

    @Override
    public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
        TaskListener opening = keeper::open;
        // at the end of the execution, not of the task: what is thrown there keeps its status at the REST doors
        ExecutionListener closing = keeper::close;
        TaskListener claiming = keeper::assigned;
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, opening);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, claiming);
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, closing);
    }
}
