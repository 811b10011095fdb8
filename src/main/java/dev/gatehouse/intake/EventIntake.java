package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.intake.ChangeAuthority.Ruling;
import dev.gatehouse.intake.EventReader.PlacedEvent;
import dev.gatehouse.intake.EventReader.Reading;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.people.Directory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides what becomes of the events of one request, all in one transaction with their inbox rows and ledger entries.
 * Two requests that race are settled by the case's lock and by the inbox's unique key; the one that loses starts over
 * and then finds what the other one left.
 */
@Service
class EventIntake {
    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);
    /** How far a live event's time may be ahead of this server's clock: clocks differ, futures are not facts. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int ATTEMPTS = 8;

    /** The codes of a start's refusal because the case is there, or another case for the same thing. */
    private static final Set<String> STARTED_BEFORE = Set.of("case-exists", "same-publication");

    private final Inbox inbox;
    private final Ledger ledger;
    private final Directory directory;
    private final ChangeAuthority authority;
    private final ObjectProvider<CaseStarter> starters;
    private final ObjectProvider<ChangeDelivery> delivery;
    private final Map<String, List<EventKinds>> kindsByType = new TreeMap<>();
    private final Map<String, String> flowByStartType = new TreeMap<>();
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** @param starters asked for late, like the others: the flows stand on what is here */
    EventIntake(
            Inbox inbox,
            Ledger ledger,
            Directory directory,
            ChangeAuthority authority,
            ObjectProvider<CaseStarter> starters,
            ObjectProvider<ChangeDelivery> delivery,
            ObjectProvider<EventKinds> kinds,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.directory = directory;
        this.authority = authority;
        this.starters = starters;
        this.delivery = delivery;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        for (EventKinds flow : kinds) {
            flowByStartType.put(flow.startType(), flow.flow());
            flow.types().forEach(type -> kindsByType
                    .computeIfAbsent(type, first -> new ArrayList<>())
                    .add(flow));
        }
    }

    /** Refuses an account that speaks for no source; asked before anything of its request is read. */
    String sourceOf(String account) {
        return directory
                .sourceOf(account)
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Kind.FORBIDDEN,
                        "not-a-source",
                        "Only source systems may state facts, and the account " + account + " is none."));
    }

    /**
     * Takes up what a request says.
     *
     * @return one receipt per event, in their order
     * @throws FaultsException every fault of every event, with nothing taken up
     * @throws RefusedException FORBIDDEN when a source is claimed that is not the account's own, CONFLICT when a source
     *     and id were seen with another content or a case to be started is there; nothing is taken up
     */
    List<Receipt> receive(String account, Reading reading) {
        String own = sourceOf(account);
        for (String source : reading.claimed()) {
            if (!source.equals(own)) {
                throw new RefusedException(
                        RefusedException.Kind.FORBIDDEN,
                        "source-not-own",
                        "The account " + account + " speaks for " + own + " and not for " + source + ".");
            }
        }
        Outcome outcome = settled(account, reading);
        for (String caseId : outcome.news()) {
            wake(caseId);
        }
        return outcome.receipts();
    }

    private Outcome settled(String account, Reading reading) {
        for (int attempt = 1; ; attempt++) {
            try {
                Outcome outcome = transaction.execute(status -> new Round(account, reading).settle());
                return Objects.requireNonNull(outcome);
            } catch (RefusedException refused) {
                // two requests at once that start the same: the second look finds what the first one has left
                boolean mayBeStartedMeanwhile = attempt == 1 && STARTED_BEFORE.contains(refused.code());
                if (!mayBeStartedMeanwhile) {
                    throw refused;
                }
            } catch (ConcurrencyFailureException | DuplicateKeyException lost) {
                if (attempt == ATTEMPTS) {
                    throw new CannotAcquireLockException("lost against others " + ATTEMPTS + " times", lost);
                }
                LOG.debug("starting over after losing against another request", lost);
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(5, 20 << attempt))
                                .toNanos());
            }
        }
    }

    private CaseStarter starterOf(String startType) {
        return starters.stream()
                .filter(starter -> starter.startType().equals(startType))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no flow starts by " + startType));
    }

    private void wake(String caseId) {
        try {
            delivery.getObject().caseHasNews(caseId);
        } catch (RuntimeException e) {
            // the answer's promise is kept by the inbox: the sweep finds what is unapplied
            LOG.warn("case {} was not woken, the sweep will", caseId, e);
        }
    }

    private record Outcome(List<Receipt> receipts, Set<String> news) {}

    private record KnownCase(String flow, boolean drill, boolean open) {}

    /** One attempt at a request, inside one transaction. */
    private final class Round {
        private final String account;
        private final Reading reading;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private final Map<String, KnownCase> cases = new HashMap<>();
        private final List<Receipt> receipts = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final List<String> conflicts = new ArrayList<>();
        private final Set<String> news = new LinkedHashSet<>();

        Round(String account, Reading reading) {
            this.account = account;
            this.reading = reading;
            this.faults.addAll(reading.faults());
        }

        Outcome settle() {
            // sorted: two batches about the same cases take their locks in the same order
            reading.events().stream()
                    .map(place -> place.event().subject())
                    .sorted()
                    .distinct()
                    .forEach(this::lock);
            for (PlacedEvent place : reading.events()) {
                settle(place.pointer(), place.event());
            }
            if (!faults.isEmpty()) {
                throw new FaultsException(faults);
            }
            if (!conflicts.isEmpty()) {
                throw new RefusedException(
                        RefusedException.Kind.CONFLICT, "event-id-reused", String.join(" ", conflicts));
            }
            return new Outcome(receipts, news);
        }

        private void lock(String caseId) {
            jdbc.query(
                    "select flow, drill, state from gh_case where case_id = ? for update",
                    row -> {
                        cases.put(
                                caseId,
                                new KnownCase(
                                        row.getString("flow"),
                                        row.getBoolean("drill"),
                                        "OPEN".equals(row.getString("state"))));
                    },
                    caseId);
        }

        private void settle(String pointer, CloudEvent event) {
            if (!fits(pointer, event)) {
                return;
            }
            Optional<Inbox.Seen> seen = inbox.seen(event.source(), event.id());
            if (seen.isPresent()) {
                repeated(event, seen.get());
            } else if (flowByStartType.containsKey(event.type())) {
                start(pointer, event);
            } else {
                change(event);
            }
        }

        private boolean fits(String pointer, CloudEvent event) {
            int before = faults.size();
            boolean start = flowByStartType.containsKey(event.type());
            List<EventKinds> kinds = kindsByType.get(event.type());
            if (start) {
                JsonNode caseId = event.data().path("caseId");
                if (!caseId.isMissingNode() && !event.subject().equals(caseId.textValue())) {
                    faults.add(new Fault(
                            pointer + "/subject",
                            "is not the caseId of the request in data; expected the id of the case to start in both"));
                }
            } else if (kinds == null) {
                Set<String> known = new TreeSet<>(kindsByType.keySet());
                known.addAll(flowByStartType.keySet());
                faults.add(new Fault(
                        pointer + "/type",
                        "is a type that no flow knows; expected one of " + String.join(", ", known)));
            } else {
                for (Fault fault : of(kinds, event).validate(event.type(), event.data())) {
                    faults.add(new Fault(pointer + "/data" + fault.pointer(), fault.message()));
                }
            }
            KnownCase known = cases.get(event.subject());
            boolean live = known != null
                    ? !known.drill()
                    : start && !event.data().path("rehearsal").asBoolean(false);
            if (live && event.time().isAfter(now.plus(AHEAD))) {
                faults.add(new Fault(
                        pointer + "/time",
                        "is more than " + AHEAD.toMinutes() + " minutes ahead of this server's clock, which says "
                                + now.truncatedTo(ChronoUnit.SECONDS)
                                + "; expected the time at which the fact became true, not one to come"));
            }
            return faults.size() == before;
        }

        /** The event's type as the flow of its case means it; as any flow does where there is no such case. */
        private EventKinds of(List<EventKinds> kinds, CloudEvent event) {
            KnownCase known = cases.get(event.subject());
            return kinds.stream()
                    .filter(one -> known != null && one.flow().equals(known.flow()))
                    .findFirst()
                    .orElse(kinds.get(0));
        }

        private void repeated(CloudEvent event, Inbox.Seen seen) {
            if (seen.sha256().equals(event.sha256())) {
                receipt(
                        event,
                        Disposition.DUPLICATE,
                        "The same event came at " + seen.receivedAt() + " and was "
                                + seen.disposition().word() + "; nothing happens twice.");
            } else {
                conflicts.add("The id " + event.id() + " of " + event.source() + " came at " + seen.receivedAt()
                        + " with another content, for the case " + seen.caseId()
                        + "; give a new fact a new id.");
            }
        }

        private void start(String pointer, CloudEvent event) {
            Ruling ruling = authority.rule(account, event.type(), null);
            if (!ruling.authoritative()) {
                refuse(event, true, mayNot(event, null), ruling.policies());
                return;
            }
            CaseStarter starter = starterOf(event.type());
            Optional<String> before = starter.startedBefore(event.subject(), event.data());
            if (before.isPresent()) {
                receipt(event, Disposition.DUPLICATE, before.get());
                return;
            }
            // first: whoever opens the case asks when it was stated
            inbox.put(event, account, now, null, true);
            try {
                starter.start(event.subject(), event.data(), account);
            } catch (FaultsException faulty) {
                faulty.faults()
                        .forEach(fault -> faults.add(new Fault(pointer + "/data" + fault.pointer(), fault.message())));
                return;
            }
            cases.put(
                    event.subject(),
                    new KnownCase(
                            Objects.requireNonNull(flowByStartType.get(event.type())),
                            event.data().path("rehearsal").asBoolean(false),
                            true));
            accepted(event, ruling.policies());
        }

        private void change(CloudEvent event) {
            KnownCase known = cases.get(event.subject());
            if (known == null) {
                receipt(
                        event,
                        Disposition.UNKNOWN_CASE,
                        "There is no case " + event.subject() + "; send the event again once there is.");
                return;
            }
            EventKinds kinds = of(Objects.requireNonNull(kindsByType.get(event.type())), event);
            String role = kinds.roleConcerned(event.subject(), event.type(), event.data())
                    .orElse(null);
            Ruling ruling = authority.rule(account, event.type(), role);
            if (!ruling.authoritative()) {
                refuse(event, false, mayNot(event, role), ruling.policies());
            } else if (!known.open()) {
                refuse(
                        event,
                        false,
                        "The case " + event.subject() + " is closed; nothing changes it any more.",
                        ruling.policies());
            } else if (!kinds.flow().equals(known.flow())) {
                refuse(
                        event,
                        false,
                        "The case " + event.subject() + " is one of " + known.flow() + ", which knows no "
                                + event.type() + ".",
                        ruling.policies());
            } else {
                Optional<String> refusal = kinds.refusal(event.subject(), event.type(), event.data());
                if (refusal.isPresent()) {
                    refuse(event, false, refusal.get(), ruling.policies());
                    return;
                }
                inbox.put(event, account, now, null, false);
                accepted(event, ruling.policies());
                news.add(event.subject());
            }
        }

        private String mayNot(CloudEvent event, @Nullable String role) {
            return "The source " + account + " may not state " + event.type()
                    + (role == null ? "" : " for the role " + role) + ".";
        }

        private void accepted(CloudEvent event, Map<String, String> policies) {
            ledger.append(
                    event.subject(),
                    account,
                    LedgerKind.EVENT_ACCEPTED,
                    subjectOf(event),
                    payload(event, null),
                    policies);
            receipt(event, Disposition.ACCEPTED, null);
        }

        private void refuse(CloudEvent event, boolean starts, String reason, Map<String, String> policies) {
            inbox.put(event, account, now, reason, starts);
            // a refused start of a case that is not there has no ledger to stand in; the inbox remembers it
            if (cases.containsKey(event.subject())) {
                ledger.append(
                        event.subject(),
                        account,
                        LedgerKind.EVENT_REFUSED,
                        subjectOf(event),
                        payload(event, reason),
                        policies);
            }
            receipt(event, Disposition.REFUSED, reason);
        }

        private void receipt(CloudEvent event, Disposition disposition, @Nullable String reason) {
            receipts.add(new Receipt(event.id(), event.source(), disposition, reason));
        }
    }

    private static String subjectOf(CloudEvent event) {
        return event.source() + "#" + event.id();
    }

    /** References and the hash only: the ledger is read by more people than the fact. */
    private static ObjectNode payload(CloudEvent event, @Nullable String reason) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("source", event.source());
        payload.put("eventId", event.id());
        payload.put("type", event.type());
        payload.put("time", event.time().toString());
        payload.put("sha256", event.sha256());
        if (reason != null) {
            payload.put("reason", reason);
        }
        return payload;
    }
}
