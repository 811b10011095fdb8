package dev.gatehouse.engine.identity;

import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.AUTHORIZATION;
import static org.camunda.bpm.engine.authorization.Resources.BATCH;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_REQUIREMENTS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;
import static org.camunda.bpm.engine.authorization.Resources.GROUP;
import static org.camunda.bpm.engine.authorization.Resources.GROUP_MEMBERSHIP;
import static org.camunda.bpm.engine.authorization.Resources.HISTORIC_PROCESS_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.HISTORIC_TASK;
import static org.camunda.bpm.engine.authorization.Resources.OPERATION_LOG_CATEGORY;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.SYSTEM;
import static org.camunda.bpm.engine.authorization.Resources.TASK;
import static org.camunda.bpm.engine.authorization.Resources.USER;

import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.people.DirectoryFile;
import dev.gatehouse.people.Groups;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.HistoricTaskPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the engine itself lets each group do. Narrow on purpose: the engine's doors refuse more than this, and what a
 * door would miss by mistake ends here. Tasks are granted by the engine when it assigns them, never by group.
 */
@Component
class RightsAtStart {
    /** The one filter of Tasklist; it shows each reader exactly the tasks that are theirs. */
    static final String TASKS_FILTER = "My tasks";

    private static final Set<String> WITHOUT_TASKLIST =
            Set.of(Groups.ADMIN, Groups.AUDITORS, Groups.METRICS, Groups.SOURCES, Groups.AGENTS);

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final DirectoryFile file;
    private final ObjectProvider<FlowDoor> flows;

    RightsAtStart(
            IdentityService identity,
            AuthorizationService authorizations,
            FilterService filters,
            TaskService tasks,
            DirectoryFile file,
            ObjectProvider<FlowDoor> flows) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.file = file;
        this.flows = flows;
    }

    void grant() {
        List<String> workers = identity.createGroupQuery().list().stream()
                .map(Group::getId)
                .filter(group -> !WITHOUT_TASKLIST.contains(group))
                .toList();
        String tasksFilter = tasksFilter();
        for (String group : workers) {
            toGroup(group, APPLICATION, "tasklist", Permissions.ACCESS);
            toGroup(group, FILTER, tasksFilter, Permissions.READ);
        }
        flows.forEach(flow -> flow(flow, workers));
        admins();
    }

    private String tasksFilter() {
        Filter existing = filters.createFilterQuery().filterName(TASKS_FILTER).singleResult();
        if (existing != null) {
            return existing.getId();
        }
        Filter filter = filters.newTaskFilter(TASKS_FILTER);
        filter.setQuery(tasks.createTaskQuery());
        return filters.saveFilter(filter).getId();
    }

    /** Who works in Tasklist may see the model; only starters and the source accounts of the start type may start it. */
    private void flow(FlowDoor flow, List<String> workers) {
        String key = flow.processKey();
        for (String group : workers) {
            if (flow.starters().contains(group)) {
                toGroup(group, PROCESS_DEFINITION, key, Permissions.READ, Permissions.CREATE_INSTANCE);
                toGroup(group, PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
            } else {
                toGroup(group, PROCESS_DEFINITION, key, Permissions.READ);
            }
        }
        Set<String> sources = new HashSet<>(file.sourcesThatMayState(flow.startType()));
        for (String source : sources) {
            toUser(source, PROCESS_DEFINITION, key, Permissions.READ, Permissions.CREATE_INSTANCE);
            toUser(source, PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        }
        // a source that lost the right in the file loses it here
        authorizations.createAuthorizationQuery().resourceType(PROCESS_DEFINITION).resourceId(key).list().stream()
                .filter(grant -> grant.getUserId() != null && !sources.contains(grant.getUserId()))
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
    }

    /** Reads everything, looks after accounts, repairs jobs; of the force that break-glass needs, the least. */
    private void admins() {
        String any = Authorization.ANY;
        toGroup(Groups.ADMIN, APPLICATION, any, Permissions.ACCESS);
        toGroup(Groups.ADMIN, USER, any, Permissions.ALL);
        toGroup(Groups.ADMIN, GROUP, any, Permissions.ALL);
        toGroup(Groups.ADMIN, GROUP_MEMBERSHIP, any, Permissions.ALL);
        toGroup(Groups.ADMIN, FILTER, any, Permissions.ALL);
        toGroup(Groups.ADMIN, AUTHORIZATION, any, Permissions.READ);
        toGroup(Groups.ADMIN, DEPLOYMENT, any, Permissions.READ);
        toGroup(Groups.ADMIN, DECISION_DEFINITION, any, Permissions.READ, Permissions.READ_HISTORY);
        toGroup(Groups.ADMIN, DECISION_REQUIREMENTS_DEFINITION, any, Permissions.READ);
        toGroup(
                Groups.ADMIN,
                PROCESS_DEFINITION,
                any,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE,
                ProcessDefinitionPermissions.READ_HISTORY_VARIABLE,
                ProcessDefinitionPermissions.RETRY_JOB,
                ProcessDefinitionPermissions.SUSPEND_INSTANCE);
        toGroup(
                Groups.ADMIN,
                PROCESS_INSTANCE,
                any,
                ProcessInstancePermissions.READ,
                ProcessInstancePermissions.RETRY_JOB,
                ProcessInstancePermissions.SUSPEND,
                ProcessInstancePermissions.DELETE,
                ProcessInstancePermissions.UPDATE_VARIABLE);
        toGroup(Groups.ADMIN, TASK, any, Permissions.READ);
        toGroup(Groups.ADMIN, BATCH, any, BatchPermissions.READ, BatchPermissions.READ_HISTORY);
        toGroup(Groups.ADMIN, HISTORIC_TASK, any, HistoricTaskPermissions.READ);
        toGroup(Groups.ADMIN, HISTORIC_PROCESS_INSTANCE, any, HistoricProcessInstancePermissions.READ);
        toGroup(Groups.ADMIN, OPERATION_LOG_CATEGORY, any, UserOperationLogCategoryPermissions.READ);
        toGroup(Groups.ADMIN, SYSTEM, any, SystemPermissions.READ);
    }

    private void toGroup(String group, Resource resource, String id, Permission... permissions) {
        Authorization grant = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        if (grant == null) {
            grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
        }
        save(grant, resource, id, permissions);
    }

    private void toUser(String user, Resource resource, String id, Permission... permissions) {
        Authorization grant = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .userIdIn(user)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        if (grant == null) {
            grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setUserId(user);
        }
        save(grant, resource, id, permissions);
    }

    private void save(Authorization grant, Resource resource, String id, Permission... permissions) {
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }
}
