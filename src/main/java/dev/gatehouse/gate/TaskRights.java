package dev.gatehouse.gate;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The engine gives rights to whoever a task is assigned or offered to, and takes none back. */
@Component
class TaskRights {

    private final ObjectProvider<AuthorizationService> authorizations;

    TaskRights(ObjectProvider<AuthorizationService> authorizations) {
        this.authorizations = authorizations;
    }

    /** The person may no longer read the task of this gate. */
    void withdraw(GateRecord gate, String person) {
        authorizations
                .getObject()
                .createAuthorizationQuery()
                .userIdIn(person)
                .resourceType(Resources.TASK)
                .resourceId(gate.taskId())
                .list()
                .forEach(one -> authorizations.getObject().deleteAuthorization(one.getId()));
    }
}
