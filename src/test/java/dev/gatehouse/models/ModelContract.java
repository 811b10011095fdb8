package dev.gatehouse.models;

import dev.gatehouse.models.Surroundings.FlowWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The rules that a model keeps. Each check names what breaks it; none: the model keeps the contract. */
final class ModelContract {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern BEAN = Pattern.compile("\\$\\{([a-zA-Z][a-zA-Z0-9]*)}");
    private static final Pattern CONDITION = Pattern.compile("\\$\\{!?([a-zA-Z][a-zA-Z0-9]*)( == '[a-z][a-z0-9-]*')?}");
    private static final String CAMUNDA = BpmnModelConstants.CAMUNDA_NS;
    private static final String FORM = "embedded:deployment:";

    private final Path file;
    private final BpmnModelInstance model;
    private final Surroundings surroundings;

    ModelContract(Path file, Surroundings surroundings) {
        this.file = file;
        this.model = Bpmn.readModelFromFile(file.toFile());
        this.surroundings = surroundings;
    }

    List<String> faults() {
        List<Function<ModelContract, List<String>>> checks = List.of(
                ModelContract::theProcessIsNamedAsItsFile,
                ModelContract::historyIsKeptForAStatedTime,
                ModelContract::idsAreWords,
                ModelContract::theFlowKnowsItsGatesAndMessages,
                ModelContract::delegatesExist,
                ModelContract::formsExist,
                ModelContract::decisionsAndCalledModelsExist,
                ModelContract::variablesAreDeclared,
                ModelContract::conditionsTestOneVariable,
                ModelContract::gatesAreDocumented,
                ModelContract::gatewaysAndEndsAreNamed,
                ModelContract::nothingIsScripted);
        return checks.stream().flatMap(check -> check.apply(this).stream()).toList();
    }

    private List<String> theProcessIsNamedAsItsFile() {
        List<String> keys = all(Process.class).stream().map(BaseElement::getId).toList();
        return keys.equals(List.of(Surroundings.nameOf(file)))
                        && all(Process.class).stream().allMatch(Process::isExecutable)
                ? List.of()
                : List.of("the file holds %s, not the one executable process of its name".formatted(keys));
    }

    private List<String> historyIsKeptForAStatedTime() {
        return all(Process.class).stream()
                .filter(process -> process.getCamundaHistoryTimeToLiveString() == null)
                .map(process -> process.getId() + " has no historyTimeToLive")
                .toList();
    }

    private List<String> idsAreWords() {
        return all(BaseElement.class).stream()
                .filter(element -> element.getId() != null
                        && !WORD.matcher(element.getId()).matches())
                .map(element -> element.getId() + " is no id made of words")
                .toList();
    }

    private List<String> theFlowKnowsItsGatesAndMessages() {
        // a model without gates and messages is no flow: nothing outside it refers to its elements
        Set<String> words = words().map(FlowWords::words).orElse(Set.of());
        List<String> faults = new ArrayList<>();
        for (UserTask gate : all(UserTask.class)) {
            if (!words.contains(gate.getId())) {
                faults.add("no constant for the gate " + gate.getId());
            }
        }
        for (Message message : all(Message.class)) {
            if (!words.contains(message.getName())) {
                faults.add("no constant for the message " + message.getName());
            }
        }
        return faults;
    }

    private List<String> delegatesExist() {
        List<String> faults = new ArrayList<>();
        for (ServiceTask task : all(ServiceTask.class)) {
            if (task.getCamundaDelegateExpression() == null) {
                faults.add(task.getId() + " is bound to no bean");
            }
        }
        for (DomElement element : dom()) {
            String expression = element.getAttribute(CAMUNDA, "delegateExpression");
            if (expression == null) {
                continue;
            }
            Matcher bean = BEAN.matcher(expression);
            if (!bean.matches()) {
                faults.add(expression + " is no plain bean name");
            } else if (!surroundings.beans().contains(bean.group(1))) {
                faults.add("there is no bean " + bean.group(1));
            }
        }
        return faults;
    }

    private List<String> formsExist() {
        List<String> faults = new ArrayList<>();
        for (UserTask gate : all(UserTask.class)) {
            if (!(FORM + "forms/" + gate.getId() + ".html").equals(gate.getCamundaFormKey())) {
                faults.add("the gate " + gate.getId() + " does not show the form of its name");
            }
        }
        List<String> keys = new ArrayList<>();
        all(UserTask.class).forEach(gate -> keys.add(gate.getCamundaFormKey()));
        all(StartEvent.class).forEach(start -> keys.add(start.getCamundaFormKey()));
        keys.stream()
                .filter(Objects::nonNull)
                .filter(key -> !key.startsWith(FORM) || !surroundings.forms().contains(key.substring(FORM.length())))
                .map(key -> "there is no form " + key)
                .forEach(faults::add);
        return faults;
    }

    private List<String> decisionsAndCalledModelsExist() {
        List<String> faults = new ArrayList<>();
        for (BusinessRuleTask task : all(BusinessRuleTask.class)) {
            if (!surroundings.decisions().contains(String.valueOf(task.getCamundaDecisionRef()))) {
                faults.add("there is no decision " + task.getCamundaDecisionRef());
            }
        }
        for (CallActivity call : all(CallActivity.class)) {
            if (!surroundings.processes().contains(String.valueOf(call.getCalledElement()))) {
                faults.add("there is no model " + call.getCalledElement());
            }
        }
        return faults;
    }

    private List<String> variablesAreDeclared() {
        Set<String> declared = words().map(FlowWords::variables).orElse(Set.of());
        List<String> used = new ArrayList<>();
        conditions()
                .map(CONDITION::matcher)
                .filter(Matcher::matches)
                .forEach(condition -> used.add(condition.group(1)));
        for (TimerEventDefinition timer : all(TimerEventDefinition.class)) {
            Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
                    .filter(Objects::nonNull)
                    .map(expression -> BEAN.matcher(expression.getTextContent().strip()))
                    .filter(Matcher::matches)
                    .forEach(variable -> used.add(variable.group(1)));
        }
        for (MultiInstanceLoopCharacteristics loop : all(MultiInstanceLoopCharacteristics.class)) {
            if (loop.getCamundaCollection() != null) {
                used.add(loop.getCamundaCollection());
            }
            if (loop.getCamundaElementVariable() != null) {
                used.add(loop.getCamundaElementVariable());
            }
        }
        return used.stream()
                .distinct()
                .filter(variable -> !declared.contains(variable))
                .map(variable -> "the variable " + variable + " is not declared")
                .toList();
    }

    private List<String> conditionsTestOneVariable() {
        List<String> faults = new ArrayList<>();
        conditions()
                .filter(condition -> !CONDITION.matcher(condition).matches())
                .forEach(condition -> faults.add(condition + " does more than test one variable"));
        for (ExclusiveGateway gateway : all(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                gateway.getOutgoing().stream()
                        .filter(flow -> flow.getConditionExpression() == null && !flow.equals(gateway.getDefault()))
                        .forEach(flow -> faults.add(flow.getId() + " leaves " + gateway.getId() + " unasked"));
            }
        }
        return faults;
    }

    private List<String> gatesAreDocumented() {
        return all(UserTask.class).stream()
                .filter(gate -> gate.getDocumentations().stream()
                        .allMatch(text -> text.getTextContent().isBlank()))
                .map(gate -> "the gate " + gate.getId() + " is not documented")
                .toList();
    }

    private List<String> gatewaysAndEndsAreNamed() {
        List<String> faults = new ArrayList<>();
        for (FlowNode node : all(FlowNode.class)) {
            boolean named = node.getName() != null && !node.getName().isBlank();
            if ((node instanceof Gateway || node instanceof EndEvent) && !named) {
                faults.add(node.getId() + " has no name");
            } else if (node instanceof ExclusiveGateway
                    && node.getOutgoing().size() > 1
                    && !node.getName().endsWith("?")) {
                faults.add(node.getId() + " is not named as a question");
            }
        }
        return faults;
    }

    private List<String> nothingIsScripted() {
        List<String> faults = new ArrayList<>();
        all(ScriptTask.class).forEach(task -> faults.add(task.getId() + " is a script"));
        for (DomElement element : dom()) {
            if (element.getLocalName().equals("script") && CAMUNDA.equals(element.getNamespaceURI())) {
                faults.add("a camunda:script");
            }
            for (String attribute : List.of("class", "expression")) {
                if (element.getAttribute(CAMUNDA, attribute) != null
                        || (CAMUNDA.equals(element.getNamespaceURI()) && element.getAttribute(attribute) != null)) {
                    faults.add("a binding by camunda:" + attribute);
                }
            }
        }
        return faults;
    }

    private Optional<FlowWords> words() {
        return surroundings.flows().stream()
                .filter(flow -> flow.key().equals(Surroundings.nameOf(file)))
                .findFirst();
    }

    private Stream<String> conditions() {
        return all(SequenceFlow.class).stream()
                .map(SequenceFlow::getConditionExpression)
                .filter(Objects::nonNull)
                .map(condition -> condition.getTextContent().strip());
    }

    private <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    /** Every element of the file but the drawing. */
    private List<DomElement> dom() {
        List<DomElement> found = new ArrayList<>();
        collect(model.getDocument().getRootElement(), found);
        return found;
    }

    private static void collect(DomElement element, List<DomElement> found) {
        found.add(element);
        element.getChildElements().stream()
                .filter(child -> !child.getLocalName().equals(BpmnModelConstants.BPMNDI_ELEMENT_BPMN_DIAGRAM))
                .forEach(child -> collect(child, found));
    }
}
