package dev.gatehouse.cases;

import dev.gatehouse.gate.GateDelegates;
import dev.gatehouse.intake.ChangeDelivery;
import dev.gatehouse.intake.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gets cases to work on what has arrived for them. A burst settles for a moment and is then taken up as one change-set.
 * Nothing here is memory: a sweep finds what a killed node left in the inbox. What keeps failing shows as an incident in
 * Cockpit and is tried again, ever more slowly; the case's open gate stays open meanwhile.
 */
@Component
class CaseWorker implements ChangeDelivery {

    static final String INCIDENT_TYPE = "change-not-applied";

    private static final Logger log = LoggerFactory.getLogger(CaseWorker.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int FAILURES_BEFORE_INCIDENT = 3;

    private final Cases cases;
    private final Inbox inbox;
    private final ObjectProvider<Flow> flows;
    private final RuntimeService runtime;
    private final GateDelegates delegates;
    private final TransactionTemplate transaction;
    private final Duration settle;
    private final Duration delegationsEvery;
    private final ScheduledExecutorService threads;
    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    private final Set<String> delegationsChanged = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /**
     * @param settle how long a case waits after an arrival for others to come with it
     * @param delegationsEvery how often it is looked whether a delegation has begun or ended by the clock
     */
    CaseWorker(
            Cases cases,
            Inbox inbox,
            ObjectProvider<Flow> flows,
            RuntimeService runtime,
            GateDelegates delegates,
            PlatformTransactionManager transactions,
            @Value("${gatehouse.intake.settle:PT0.1S}") Duration settle,
            @Value("${gatehouse.delegations.every:PT1M}") Duration delegationsEvery) {
        this.cases = cases;
        this.inbox = inbox;
        this.flows = flows;
        this.runtime = runtime;
        this.delegates = delegates;
        this.transaction = new TransactionTemplate(transactions);
        this.settle = settle;
        this.delegationsEvery = delegationsEvery;
        this.threads = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "case-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        threads.scheduleWithFixedDelay(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(
                this::wakeWhereDelegationsChanged,
                delegationsEvery.toMillis(),
                delegationsEvery.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void caseHasNews(String caseId) {
        enqueue(caseId, settle);
    }

    private void sweep() {
        try {
            List<String> withNews = inbox.casesWithNews();
            withNews.forEach(caseId -> enqueue(caseId, Duration.ZERO));
            cases.due().forEach(caseId -> enqueue(caseId, Duration.ZERO));
        } catch (RuntimeException databaseAway) {
            log.warn("the sweep for waiting cases failed and is tried again: {}", databaseAway.toString());
        }
    }

    /** That a row of the delegate mapping begins or ends to hold is no event; the clock of a drill moves by events alone. */
    private void wakeWhereDelegationsChanged() {
        try {
            cases.all().stream()
                    .filter(caseFile -> caseFile.isOpen() && !caseFile.drill())
                    .forEach(this::wakeWhenDelegationsChanged);
        } catch (RuntimeException databaseAway) {
            log.warn(
                    "whether delegations have begun or ended was not looked at, and is tried again: {}",
                    databaseAway.toString());
        }
    }

    private void wakeWhenDelegationsChanged(CaseFile caseFile) {
        try {
            if (!delegates.haveTheirTasks(caseFile)) {
                delegationsChanged.add(caseFile.caseId());
                enqueue(caseFile.caseId(), Duration.ZERO);
            }
        } catch (ProcessEngineException taskGone) {
            log.debug("case {} went on while it was looked at", caseFile.caseId(), taskGone);
        }
    }

    private void enqueue(String caseId, Duration delay) {
        if (!threads.isShutdown() && queued.add(caseId)) {
            threads.schedule(() -> work(caseId), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void work(String caseId) {
        Duration pause = Duration.ZERO;
        try {
            // whatever arrives from here on is either seen by this run or queues the next one
            queued.remove(caseId);
            transaction.executeWithoutResult(status -> takeUp(caseId));
            failures.remove(caseId);
            // asked of the engine, not of this node's memory: another node, or this one before a restart, may have
            // failed
            resolveIncidents(caseId);
        } catch (RuntimeException | LinkageError failed) {
            int count = failures.merge(caseId, 1, Integer::sum);
            log.error("case {} could not take up what arrived (attempt {})", caseId, count, failed);
            if (count == FAILURES_BEFORE_INCIDENT) {
                raiseIncident(caseId, failed);
            }
            pause = Duration.ofSeconds(1L << Math.min(count - 1, 6));
        }
        if (!pause.isZero()) {
            queued.add(caseId);
            Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            threads.schedule(() -> work(caseId), bounded.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void takeUp(String caseId) {
        cases.lock(caseId).ifPresent(caseFile -> {
            flows.stream().filter(flow -> flow.key().equals(caseFile.flow())).forEach(flow -> flow.takeUp(caseFile));
            // of a live case it is looked at now and then; a drill's clock has moved by what was taken up
            if (delegationsChanged.remove(caseId) || caseFile.drill()) {
                delegates.offer(caseFile);
            }
        });
    }

    private void raiseIncident(String caseId, Throwable failed) {
        try {
            cases.find(caseId)
                    .filter(CaseFile::isOpen)
                    .filter(caseFile -> incidents(caseFile).isEmpty())
                    .ifPresent(caseFile -> runtime.createIncident(
                            INCIDENT_TYPE, waitingExecution(caseFile), caseId, failed.toString()));
        } catch (RuntimeException unrecorded) {
            log.error("no incident could be raised for case {}", caseId, unrecorded);
        }
    }

    /** The engine takes an incident only where an execution waits; the instance's own execution may wait nowhere. */
    private String waitingExecution(CaseFile caseFile) {
        ActivityInstance waiting = runtime.getActivityInstance(caseFile.processInstanceId());
        while (waiting.getChildActivityInstances().length > 0) {
            waiting = waiting.getChildActivityInstances()[0];
        }
        return waiting.getExecutionIds()[0];
    }

    private void resolveIncidents(String caseId) {
        cases.find(caseId).ifPresent(caseFile -> incidents(caseFile)
                .forEach(incident -> runtime.resolveIncident(incident.getId())));
    }

    private List<Incident> incidents(CaseFile caseFile) {
        return runtime.createIncidentQuery()
                .processInstanceId(caseFile.processInstanceId())
                .incidentType(INCIDENT_TYPE)
                .list();
    }
}
