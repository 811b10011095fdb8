package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.signing.SigningKeys;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What somebody asks at a lane's door. Each in a transaction of its own, in which a refusal is written down before it is
 * told.
 */
@Service
class LaneDesk {

    private static final Logger log = LoggerFactory.getLogger(LaneDesk.class);

    private final LaneStore store;
    private final LaneCopies copies;
    private final Cases cases;
    private final CaseClock clock;
    private final SigningKeys keys;
    private final Directory directory;
    private final ObjectProvider<LaneListener> listeners;
    private final TransactionTemplate transaction;

    /** @param listeners asked for late: the flows stand on what is here */
    LaneDesk(
            LaneStore store,
            LaneCopies copies,
            Cases cases,
            CaseClock clock,
            SigningKeys keys,
            Directory directory,
            ObjectProvider<LaneListener> listeners,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.copies = copies;
        this.cases = cases;
        this.clock = clock;
        this.keys = keys;
        this.directory = directory;
        this.listeners = listeners;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Gives the packet to a reader of its audience.
     *
     * @throws RefusedException FORBIDDEN for everybody else always, and before the window; GONE after it, with what
     *     replaced it
     */
    LaneReading read(String lane, String packetId, String reader) {
        return settled(() -> {
            Admission admission = admit(lane, packetId, reader, "read");
            LaneCopy copy = admission.copy();
            if (copy == null) {
                return Answer.refused(admission.refusal());
            }
            String mark = Objects.requireNonNull(copy.marks().get(reader));
            store.record(copy, new LaneAccess(reader, lane, "read", false, admission.at(), ""));
            copies.append(
                    copy,
                    reader,
                    LedgerKind.READ,
                    LaneCopies.payload(copy, admission.at()).put("copyMark", mark));
            return Answer.given(new LaneReading(
                    copy,
                    store.packet(copy),
                    store.envelope(copy),
                    mark,
                    cases.get(packetId).drill(),
                    store.staleBecause(copy)));
        });
    }

    /**
     * Records that a reader hands the packet on within the audience.
     *
     * @param recipients read once the sender is known to be in the audience: nobody else is told what is wrong with them
     * @throws RefusedException as for reading; FORBIDDEN when one of them is not in the audience, and then none gets it
     */
    Forward forward(String lane, String packetId, String sender, Supplier<List<String>> recipients) {
        return settled(() -> {
            Admission admission = admit(lane, packetId, sender, "forward");
            LaneCopy copy = admission.copy();
            if (copy == null) {
                return Answer.refused(admission.refusal());
            }
            List<String> to = recipients.get().stream().distinct().toList();
            List<String> outside =
                    to.stream().filter(person -> !copy.isFor(person)).toList();
            if (!outside.isEmpty()) {
                String sentence = "Not in the audience of %s: %s. It was forwarded to nobody."
                        .formatted(packetId, String.join(", ", outside));
                return Answer.refused(block(
                        copy,
                        lane,
                        sender,
                        "forward",
                        admission.at(),
                        new RefusedException(Kind.FORBIDDEN, "outside-audience", sentence)));
            }
            store.record(copy, new LaneAccess(sender, lane, "forward", false, admission.at(), String.join(", ", to)));
            ObjectNode payload = LaneCopies.payload(copy, admission.at());
            to.forEach(payload.putArray("to")::add);
            copies.append(copy, sender, LedgerKind.FORWARDED, payload);
            return Answer.given(new Forward(copy, to, admission.at()));
        });
    }

    /** @param to in the order in which they were named, each once */
    record Forward(LaneCopy copy, List<String> to, Instant at) {}

    /** What the release owner says when they take a packet back. */
    record Withdrawal(String reason, String sha256) {}

    /**
     * Takes the packet back, by its release owner.
     *
     * @param withdrawal read once the caller is known to be the release owner
     * @throws RefusedException FORBIDDEN for everybody else, CONFLICT when the hash is another one, GONE when it has ended
     */
    LaneEnd withdraw(String lane, String packetId, String owner, Supplier<Withdrawal> withdrawal) {
        return settled(() -> {
            cases.lock(packetId);
            LaneCopy copy = at(lane, packetId);
            if (copy == null || !copy.releaseOwner().equals(owner)) {
                return Answer.refused(outsider(lane, packetId, owner, "withdraw"));
            }
            Instant now = copies.now(copy);
            LaneEnd ended = copies.endOf(copy, now).orElse(null);
            if (ended != null) {
                return Answer.refused(new RefusedException(
                        Kind.GONE, "ended", sentence(copy, ended, owner), facts(copy, ended, owner)));
            }
            Withdrawal wanted = withdrawal.get();
            if (!wanted.sha256().equals(copy.sha256())) {
                String sentence =
                        "The lane has %s and not %s; nothing was withdrawn.".formatted(copy.sha256(), wanted.sha256());
                return Answer.refused(block(
                        copy,
                        lane,
                        owner,
                        "withdraw",
                        now,
                        new RefusedException(Kind.CONFLICT, "hash-differs", sentence)));
            }
            LaneEnd end = new LaneEnd(LaneState.WITHDRAWN, now, owner, wanted.reason(), null);
            copies.end(copy, end);
            return Answer.given(end);
        });
    }

    /** @throws RefusedException FORBIDDEN for everybody but the release owner and auditors */
    List<LaneAccess> attempts(String lane, String packetId, String reader) {
        return settled(() -> {
            cases.lock(packetId);
            LaneCopy copy = at(lane, packetId);
            return copy != null && (copy.releaseOwner().equals(reader) || isAuditor(reader))
                    ? Answer.given(store.attempts(copy))
                    : Answer.refused(outsider(lane, packetId, reader, "see attempts"));
        });
    }

    /**
     * Where the copies at a lane stand, those that concern the reader: as audience or release owner; all, to auditors.
     *
     * @return the signed answer, a DSSE envelope: see {@link LaneStateDocument}
     * @throws RefusedException FORBIDDEN for whom none concerns
     */
    ObjectNode state(String lane, String reader) {
        return settled(() -> {
            List<LaneCopy> concerned = store.at(lane).stream()
                    .filter(copy -> concerns(copy, reader))
                    .toList();
            if (concerned.isEmpty() && !isAuditor(reader)) {
                log.warn("refused {} to see the state of a lane", reader);
                return Answer.refused(closed(lane, reader));
            }
            LaneStateDocument document = new LaneStateDocument(lane, clock.database());
            for (LaneCopy copy : concerned) {
                LaneEnd end = store.endOf(copy).orElse(null);
                LaneState open = copy.validity().over(copies.now(copy)) ? LaneState.EXPIRED : LaneState.RELEASED;
                String successor = end == null ? null : end.supersededBy();
                document.add(
                        copy,
                        end == null ? open : end.state(),
                        successor != null && mayKnow(successor, reader) ? successor : null);
            }
            return Answer.given(document.signedWith(keys));
        });
    }

    /** Whether somebody may have the packet now; a refusal is written down already. */
    private Admission admit(String lane, String packetId, String who, String what) {
        cases.lock(packetId);
        LaneCopy copy = at(lane, packetId);
        if (copy == null || !copy.isFor(who)) {
            return Admission.refused(outsider(lane, packetId, who, what));
        }
        Instant now = copies.now(copy);
        Optional<LaneEnd> end = copies.endOf(copy, now);
        if (end.isPresent()) {
            RefusedException over = new RefusedException(
                    Kind.GONE, codeOf(end.get().state()), sentence(copy, end.get(), who), facts(copy, end.get(), who));
            return Admission.refused(block(copy, lane, who, what, now, over));
        }
        if (!copy.validity().opened(now)) {
            Instant from = copy.validity().from();
            RefusedException early = new RefusedException(
                    Kind.FORBIDDEN,
                    "not-yet-valid",
                    "%s is open from %s on.".formatted(packetId, TimeWords.moment(from)),
                    Map.of("validFrom", from.toString()));
            return Admission.refused(block(copy, lane, who, what, now, early));
        }
        return new Admission(copy, now, null);
    }

    /** Tells somebody who may not know anything the same whatever there is, and writes it down where there is something. */
    private RefusedException outsider(String lane, String packetId, String who, String what) {
        RefusedException refusal = closed(lane, who);
        Optional<LaneCopy> copy = store.find(packetId);
        if (copy.isEmpty()) {
            log.warn("refused {} to {} a packet that no lane has", who, what);
            return refusal;
        }
        return block(copy.get(), lane, who, what, copies.now(copy.get()), refusal);
    }

    private static RefusedException closed(String lane, String who) {
        return new RefusedException(
                Kind.FORBIDDEN, "not-in-audience", "At the lane %s this is not open to %s.".formatted(lane, who));
    }

    /** Writes a refusal down; returns it. */
    private RefusedException block(
            LaneCopy copy, String lane, String who, String what, Instant at, RefusedException refused) {
        LaneAccess attempt =
                new LaneAccess(who, shortened(lane, 64), what, true, at, shortened(refused.sentence(), 4000));
        store.record(copy, attempt);
        LedgerKind refusal =
                switch (what) {
                    case "forward" -> LedgerKind.FORWARD_REFUSED;
                    case "withdraw" -> LedgerKind.DECISION_REFUSED;
                    default -> LedgerKind.READ_REFUSED;
                };
        copies.append(
                copy,
                who,
                refusal,
                LaneCopies.payload(copy, at)
                        .put("asked", what)
                        .put("askedAt", attempt.lane())
                        .put("because", attempt.detail()));
        listeners.forEach(listener -> listener.attemptBlocked(copy, attempt));
        return refused;
    }

    private String sentence(LaneCopy copy, LaneEnd end, String reader) {
        String id = copy.packetId();
        return switch (end.state()) {
            case WITHDRAWN -> "%s was withdrawn at %s: %s".formatted(id, TimeWords.minute(end.at()), end.reason());
            case EXPIRED ->
                "%s is over since %s."
                        .formatted(id, TimeWords.moment(copy.validity().to()));
            case SUPERSEDED ->
                "%s was superseded at %s%s."
                        .formatted(
                                id,
                                TimeWords.minute(end.at()),
                                successor(end, reader).map(by -> " by " + by).orElse(""));
            case RELEASED -> throw new IllegalArgumentException("RELEASED is no end");
        };
    }

    private Map<String, String> facts(LaneCopy copy, LaneEnd end, String reader) {
        Map<String, String> facts = new TreeMap<>();
        if (end.state() == LaneState.EXPIRED) {
            facts.put("validTo", copy.validity().to().toString());
        } else {
            facts.put("endedAt", end.at().toString());
        }
        successor(end, reader).ifPresent(by -> facts.put("supersededBy", by));
        return facts;
    }

    private Optional<String> successor(LaneEnd end, String reader) {
        return Optional.ofNullable(end.supersededBy()).filter(by -> mayKnow(by, reader));
    }

    private static String codeOf(LaneState state) {
        return switch (state) {
            case WITHDRAWN -> "withdrawn";
            case SUPERSEDED -> "superseded";
            case EXPIRED -> "expired";
            case RELEASED -> throw new IllegalArgumentException("RELEASED is no end");
        };
    }

    private boolean concerns(LaneCopy copy, String reader) {
        return copy.isFor(reader) || copy.releaseOwner().equals(reader) || isAuditor(reader);
    }

    /** A successor is named to whom it is for. */
    private boolean mayKnow(String successorId, String reader) {
        return store.find(successorId).filter(copy -> concerns(copy, reader)).isPresent();
    }

    private boolean isAuditor(String reader) {
        return directory.groupsOf(reader).contains(Groups.AUDITORS);
    }

    private @Nullable LaneCopy at(String lane, String packetId) {
        return store.find(packetId).filter(copy -> copy.lane().equals(lane)).orElse(null);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }

    /** Commits what was written about a refusal before it is thrown. */
    private <T> T settled(Supplier<Answer<T>> work) {
        Answer<T> answer = Objects.requireNonNull(transaction.execute(status -> work.get()));
        if (answer.refusal() != null) {
            throw answer.refusal();
        }
        return Objects.requireNonNull(answer.value());
    }

    private record Answer<T>(@Nullable T value, @Nullable RefusedException refusal) {
        static <T> Answer<T> given(T value) {
            return new Answer<>(value, null);
        }

        static <T> Answer<T> refused(@Nullable RefusedException refusal) {
            return new Answer<>(null, Objects.requireNonNull(refusal));
        }
    }

    private record Admission(
            @Nullable LaneCopy copy, Instant at, @Nullable RefusedException refusal) {
        static Admission refused(RefusedException refusal) {
            return new Admission(null, Instant.EPOCH, refusal);
        }
    }
}
