package dev.gatehouse.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a process by name and type. A persistent one holds references, hashes and decisions only, never
 * content; a passing one lives within one transaction and is never stored.
 */
public record ProcessVariable<T>(String name, Class<T> type, boolean passing) {

    public static <T> ProcessVariable<T> persistent(String name, Class<T> type) {
        return new ProcessVariable<>(name, type, false);
    }

    public static <T> ProcessVariable<T> passing(String name, Class<T> type) {
        return new ProcessVariable<>(name, type, true);
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, Variables.untypedValue(value, passing));
    }

    public T get(VariableScope scope) {
        T value = find(scope);
        if (value == null) {
            throw new IllegalStateException("the process has no variable " + name + " here");
        }
        return value;
    }

    public @Nullable T find(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }
}
