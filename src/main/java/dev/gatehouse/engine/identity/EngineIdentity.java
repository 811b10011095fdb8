package dev.gatehouse.engine.identity;

import dev.gatehouse.people.Directory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * Lets the engine act as the person who asks, with the groups they are in now, so that its own authorizations hold. What
 * is left on the thread afterwards is nobody.
 */
@Component
public class EngineIdentity {
    private final IdentityService identity;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final Directory directory;
    private final String name;

    EngineIdentity(
            ProcessEngine engine,
            IdentityService identity,
            RepositoryService repository,
            TaskService tasks,
            Directory directory) {
        this.tasks = tasks;
        this.repository = repository;
        this.name = engine.getName();
        this.identity = identity;
        this.directory = directory;
    }

    /** The engine's name, as it stands in the webapp's paths. */
    public String name() {
        return name;
    }

    /** The key of the process that a definition's id stands for. */
    public Optional<String> processKeyOf(String definitionId) {
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionId(definitionId)
                        .singleResult())
                .map(ProcessDefinition::getKey);
    }

    /** Whether the task is still there for somebody to work on. */
    public boolean hasTask(String taskId) {
        return tasks.createTaskQuery().taskId(taskId).count() == 1;
    }

    public void as(String user, FilterChain rest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        identity.setAuthentication(user, new ArrayList<>(directory.groupsOf(user)));
        try {
            rest.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
