package dev.gatehouse.architecture.planted.records;

import org.camunda.bpm.engine.RuntimeService;

public final class RecordsThatKnowTheEngine {
    public void correlate(RuntimeService engine) {
        engine.correlateMessage("record-changed");
    }
}
