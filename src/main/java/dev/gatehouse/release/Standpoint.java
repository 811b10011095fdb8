package dev.gatehouse.release;

import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.release.domain.Basis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a packet stands when what has arrived is held against it. */
public interface Standpoint {

    /** As a word of the flow. */
    String stage();

    Basis basis();

    List<String> audience();

    /** By event time: a statement about an earlier moment comes too late. */
    Instant audienceStatedAt();

    /** Holds an event against it that only this flow knows; empty when it is not material. */
    default Optional<MaterialChange> ofThisFlow(InboxEvent event) {
        return Optional.empty();
    }
}
