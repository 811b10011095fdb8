package dev.gatehouse.digest.domain.runbook;

/**
 * A single value, as JSON has them.
 *
 * @param text as it is written: of a string its characters, of all others their JSON
 */
public record Scalar(Type type, String text) {

    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }
}
