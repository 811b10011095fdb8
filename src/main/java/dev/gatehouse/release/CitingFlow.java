package dev.gatehouse.release;

import dev.gatehouse.release.domain.Basis;

/** A flow whose packets cite records; one bean for each. */
public interface CitingFlow {

    /** The flow's process key. */
    String flow();

    /** What the packet of an open case of the flow rests on now. */
    Basis basis(String caseId);
}
