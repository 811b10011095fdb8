package dev.gatehouse.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.Directory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.ActiveProfiles;

/** The engine by itself, without the doors in front of it: what a door would let through by mistake ends here. */
@SpringBootTest(
        classes = ClosedDoorsIT.Engine.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"gatehouse.directory=classpath:demo/people.json", "camunda.bpm.job-execution.enabled=false"})
@ActiveProfiles("demo")
class ClosedDoorsIT {

    /** No {@code @Configuration}: the scan of another test would find it. */
    @EnableAutoConfiguration
    @ComponentScan(basePackages = {"dev.gatehouse.engine", "dev.gatehouse.web"})
    static class Engine {
        @Bean
        FlowDoor guardedCase() {
            return new FlowDoor(
                    "guarded-case", "guarded-case-declared", "support.command-window.declared", Set.of("bridgeLeads"));
        }
    }

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Directory directory;

    @Autowired
    private IdentityAtStart start;

    private String instance = "";
    private String task = "";

    @BeforeEach
    void aCaseAtItsGate() {
        engine.getRepositoryService()
                .createDeployment()
                .name("guarded-case")
                .addClasspathResource("doors/guarded-case.bpmn")
                .enableDuplicateFiltering(true)
                .deploy();
        instance = engine.getRuntimeService()
                .startProcessInstanceByKey("guarded-case")
                .getId();
        task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private void as(String user) {
        identity.setAuthentication(user, new ArrayList<>(directory.groupsOf(user)));
    }

    @AfterEach
    void asNobody() {
        identity.clearAuthentication();
    }

    @Test
    void letsTheAssigneeWorkOnATaskButNotRewriteIt() {
        as("maria.keller");
        assertThatThrownBy(() -> engine.getTaskService().setVariable(task, "decision", "adopt"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getTaskService().setAssignee(task, "tom.baker"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getTaskService().delegateTask(task, "tom.baker"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getTaskService().deleteTask(task)).isInstanceOf(ProcessEngineException.class);
        engine.getTaskService().complete(task);
    }

    @Test
    void takesATaskFromWhomItWasAssignedToBefore() {
        engine.getTaskService().setAssignee(task, "tom.baker");
        as("maria.keller");
        assertThat(engine.getTaskService().createTaskQuery().taskId(task).count())
                .isZero();
        assertThatThrownBy(() -> engine.getTaskService().complete(task)).isInstanceOf(AuthorizationException.class);
        as("tom.baker");
        assertThat(engine.getTaskService().createTaskQuery().taskId(task).count())
                .isEqualTo(1);
    }

    @Test
    void doesNotLetAnErrorFromOutsideEndATask() {
        assertThatThrownBy(() -> engine.getTaskService().handleBpmnError(task, "anything"))
                .isInstanceOf(ProcessEngineException.class);
        assertThat(engine.getTaskService().createTaskQuery().taskId(task).count())
                .isEqualTo(1);
    }

    @Test
    void evaluatesNoExpressionInAQueryNotEvenFurtherIn() {
        assertThatThrownBy(() -> engine.getTaskService()
                        .createTaskQuery()
                        .taskAssigneeExpression("${'maria.keller'}")
                        .list())
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> engine.getTaskService()
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression("${'maria.keller'}")
                        .taskName("x")
                        .endOr()
                        .list())
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> engine.getTaskService()
                        .createTaskQuery()
                        .or()
                        .taskAssigneeExpression("${'maria.keller'}")
                        .taskName("x")
                        .endOr()
                        .count())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void storesNoExpressionInAFilter() {
        Filter filter = engine.getFilterService().newTaskFilter("by expression");
        filter.setQuery(engine.getTaskService().createTaskQuery().taskAssigneeExpression("${'maria.keller'}"));
        assertThatThrownBy(() -> engine.getFilterService().saveFilter(filter))
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void givesNotEvenAnAdminAWayPastAGate() {
        as("admin");
        assertThatThrownBy(() -> engine.getTaskService().complete(task)).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getTaskService().claim(task, "admin"))
                .isInstanceOf(ProcessEngineException.class);
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .createProcessInstanceModification(instance)
                        .cancelAllForActivity("open-the-gate")
                        .startBeforeActivity("fail")
                        .execute())
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getRuntimeService().signal(instance))
                .isInstanceOf(AuthorizationException.class);
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("guarded-case")
                .singleResult()
                .getId();
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .restartProcessInstances(definition)
                        .startAfterActivity("open-the-gate")
                        .processInstanceIds(instance)
                        .execute())
                .isInstanceOf(ProcessEngineException.class);
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addClasspathResource("doors/guarded-case.bpmn")
                        .name("at runtime")
                        .deploy())
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void letsAnAdminRetryAJobButNeitherRunNorDateIt() {
        engine.getTaskService().complete(task);
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult();
        as("admin");
        engine.getManagementService().setJobRetries(job.getId(), 1);
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getManagementService().setJobDuedate(job.getId(), new java.util.Date(0)))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void showsNobodyButAdminsInstancesHistoryAndVariables() {
        engine.getRuntimeService().setVariable(instance, "reference", "packet-1");
        for (String user : List.of("maria.keller", "tom.baker", "arno.weiss", "agent-chronology", "bridge-workspace")) {
            as(user);
            assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                    .as(user)
                    .isZero();
            assertThat(engine.getHistoryService()
                            .createHistoricVariableInstanceQuery()
                            .count())
                    .as(user)
                    .isZero();
            assertThat(engine.getHistoryService()
                            .createHistoricTaskInstanceQuery()
                            .count())
                    .as(user)
                    .isZero();
        }
        as("admin");
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void startsOnlyForStartersAndForSourcesThatMayStateTheStart() {
        for (String user : List.of("maria.keller", "tom.baker", "bridge-workspace")) {
            as(user);
            assertThat(engine.getRuntimeService().startProcessInstanceByKey("guarded-case"))
                    .isNotNull();
        }
        for (String user :
                List.of("ines.novak", "contracts", "bridge-chat", "agent-chronology", "arno.weiss", "admin")) {
            as(user);
            assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("guarded-case"))
                    .as(user)
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void keepsNoTextOfAForm() {
        engine.getFormService()
                .submitTaskForm(
                        task,
                        Variables.createVariables()
                                .putValueTyped("reason", Variables.stringValue("the-customer-is-blue-heron", true)));
        assertThat(engine.getHistoryService()
                        .createHistoricDetailQuery()
                        .processInstanceId(instance)
                        .formFields()
                        .count())
                .isZero();
    }

    @Test
    void takesNoSerializedJavaObject() {
        assertThatThrownBy(() -> engine.getRuntimeService()
                        .setVariable(
                                instance,
                                "object",
                                Variables.serializedObjectValue("rO0ABXVyABNbTGphdmEubGFuZy5PYmplY3Q7")
                                        .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                                        .objectTypeName("java.util.ArrayList")
                                        .create()))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void takesNoModelWithADoctype() {
        String model = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>"
                + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">&secret;</definitions>";
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addInputStream(
                                "x.bpmn", new java.io.ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))
                        .deploy())
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void makesNoTaskOutsideACase() {
        Task loose = engine.getTaskService().newTask();
        assertThatThrownBy(() -> engine.getTaskService().saveTask(loose)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void changesNothingWhenANodeStartsAgain() {
        long accounts = identity.createUserQuery().count();
        long rights =
                engine.getAuthorizationService().createAuthorizationQuery().count();
        identity.deleteMembership("tom.baker", "supportEngineers");
        start.afterSingletonsInstantiated();
        assertThat(identity.createUserQuery().count()).isEqualTo(accounts);
        assertThat(engine.getAuthorizationService().createAuthorizationQuery().count())
                .isEqualTo(rights);
        assertThat(engine.getFilterService().createFilterQuery().count()).isEqualTo(1);
        assertThat(directory.groupsOf("tom.baker")).containsExactly("bridgeLeads");
        identity.createMembership("tom.baker", "supportEngineers");
    }
}
