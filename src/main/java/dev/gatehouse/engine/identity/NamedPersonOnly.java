package dev.gatehouse.engine.identity;

import java.util.concurrent.Callable;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Grants a task to the person it is assigned to, and takes it from the one it was assigned to before: the engine by
 * itself leaves the former assignee able to read and complete it.
 */
final class NamedPersonOnly extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity @Nullable [] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        if (oldAssignee != null && !oldAssignee.equals(newAssignee)) {
            CommandContext command = Context.getCommandContext();
            Callable<Void> removal = () -> {
                command.getAuthorizationManager()
                        .deleteAuthorizationsByResourceIdAndUserId(Resources.TASK, task.getId(), oldAssignee);
                return null;
            };
            command.runWithoutAuthorization(removal);
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }
}
