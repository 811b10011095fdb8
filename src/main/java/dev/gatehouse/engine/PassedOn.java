package dev.gatehouse.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that one step hands to the next within one transaction. It is no process variable: the engine never sees,
 * serializes or stores it, and it is gone when the transaction ends.
 */
public record PassedOn<T>(String name, Class<T> type) {

    private record Key(String name, String processInstanceId) {}

    public void set(DelegateExecution execution, T value) {
        Key key = new Key(name, execution.getProcessInstanceId());
        if (TransactionSynchronizationManager.unbindResourceIfPossible(key) == null) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(key);
                }
            });
        }
        TransactionSynchronizationManager.bindResource(key, value);
    }

    public T get(DelegateExecution execution) {
        Object value = TransactionSynchronizationManager.getResource(new Key(name, execution.getProcessInstanceId()));
        if (value == null) {
            throw new IllegalStateException("nothing was passed on as " + name + " in this transaction");
        }
        return type.cast(value);
    }
}
