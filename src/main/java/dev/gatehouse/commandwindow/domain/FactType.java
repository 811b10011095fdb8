package dev.gatehouse.commandwindow.domain;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of facts that can change a command window, with the event type that states each. Source: spec 1. */
public enum FactType {
    EVIDENCE_RESCHEDULED("support.evidence.rescheduled"),
    EVIDENCE_CONFIRMED("support.evidence.confirmed"),
    EVIDENCE_WITHDRAWN("support.evidence.withdrawn"),
    CHECKPOINT_STARTED("support.checkpoint.started"),
    CHECKPOINT_COMPLETED("support.checkpoint.completed"),
    DELEGATE_ROTATED("support.delegate.rotated"),
    OWNER_UNAVAILABLE("support.owner.unavailable"),
    WINDOW_CHANGED("support.window.changed"),
    FREEZE_DECLARED("support.freeze.declared"),
    FREEZE_LIFTED("support.freeze.lifted"),
    WINDOW_EXTENDED("support.window.extended"),
    WINDOW_CLOSED("support.window.closed");

    private final String eventType;

    FactType(String eventType) {
        this.eventType = eventType;
    }

    public String eventType() {
        return eventType;
    }

    public static Optional<FactType> of(String eventType) {
        return Arrays.stream(values())
                .filter(type -> type.eventType.equals(eventType))
                .findFirst();
    }
}
