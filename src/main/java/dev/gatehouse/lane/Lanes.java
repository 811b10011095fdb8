package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.signing.SigningKeys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Releases into lanes, and what becomes of a copy for its flow's reasons. Runs in the flow's transaction. Whoever comes to
 * read is served by {@link LaneDesk}.
 */
@Service
public class Lanes {

    private final LaneStore store;
    private final Cases cases;
    private final Ledger ledger;
    private final CaseClock clock;
    private final SigningKeys keys;
    private final LaneCopies copies;

    Lanes(LaneStore store, Cases cases, Ledger ledger, CaseClock clock, SigningKeys keys, LaneCopies copies) {
        this.store = store;
        this.cases = cases;
        this.ledger = ledger;
        this.clock = clock;
        this.keys = keys;
        this.copies = copies;
    }

    /**
     * Signs the manifest and puts the packet into its lane. The caller holds the case's lock.
     *
     * @param packet as read back from the store by the hash that was approved
     * @param releaseOwner who may withdraw it later
     * @param actor who released, "X for Y" where somebody acted for somebody
     * @throws IllegalArgumentException when the packet is not the one that the manifest names, or only one of manifest and
     *     case is a drill
     * @throws RefusedException CONFLICT when the case has released before, GONE when the window is over already
     */
    public LaneCopy release(ReleaseManifest manifest, JsonNode packet, String releaseOwner, String actor) {
        requireTransaction();
        requireSame(manifest.sha256(), Sha256.hex(CanonicalJson.bytes(packet)), "packet");
        if (manifest.optionSetSha256() != null) {
            requireSame(manifest.optionSetSha256(), OptionSet.sha256(packet), "option set");
        }
        CaseFile caseFile = cases.get(manifest.packetId());
        if (manifest.drill() != caseFile.drill()) {
            throw new IllegalArgumentException("a manifest says DRILL when its case is one, and only then");
        }
        store.find(manifest.packetId()).ifPresent(earlier -> {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "already-released",
                    "%s was released into the lane %s as revision %d already; another release needs a case of its own."
                            .formatted(earlier.packetId(), earlier.lane(), earlier.revision()));
        });
        Instant now = clock.now(caseFile);
        if (manifest.validity().over(now)) {
            throw new RefusedException(
                    Kind.GONE,
                    "window-over",
                    "The window of this release was over at %s; it is %s."
                            .formatted(TimeWords.moment(manifest.validity().to()), TimeWords.minute(now)));
        }
        Map<String, String> marks = new LinkedHashMap<>();
        manifest.audience().forEach(reader -> marks.put(reader, CopyMark.of(caseFile, reader)));
        LaneCopy copy = new LaneCopy(
                manifest.packetId(),
                manifest.lane(),
                manifest.revision(),
                manifest.sha256(),
                manifest.manifestSha256(),
                manifest.validity(),
                releaseOwner,
                marks,
                now);
        store.add(copy, packet, manifest.signedWith(keys));
        ObjectNode payload = LaneCopies.payload(copy, now)
                .put("manifestSha256", copy.manifestSha256())
                .put("from", copy.validity().from().toString())
                .put("to", copy.validity().to().toString());
        manifest.audience().forEach(payload.putArray("audience")::add);
        ledger.append(copy.packetId(), actor, LedgerKind.RELEASED, copy.lane(), payload, manifest.policies());
        return copy;
    }

    /**
     * Puts an older packet out of force because a later case has released in its place. The caller has released that one,
     * and has locked both together ({@link Cases#lockAll}) before.
     *
     * @return false when the older one had ended before, or never was released
     * @throws RefusedException CONFLICT when only one of the two is a drill
     */
    public boolean supersede(String olderId, String successorId, String actor) {
        requireTransaction();
        LaneCopy successor = store.find(successorId)
                .orElseThrow(() -> new IllegalStateException(successorId + " takes no place before it is released"));
        if (cases.get(olderId).drill() != cases.get(successorId).drill()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "drill-and-live",
                    "%s cannot take the place of %s: only one of the two is a drill.".formatted(successorId, olderId));
        }
        cases.lock(olderId);
        return copies.endIfOpen(
                olderId,
                now -> new LaneEnd(
                        LaneState.SUPERSEDED, now, actor, "Superseded by a later release.", successor.packetId()));
    }

    /**
     * Takes a packet back after a gate has decided it.
     *
     * @param actor who decided, "X for Y" where somebody acted for somebody
     * @return false when it had ended before
     */
    public boolean withdraw(String packetId, String actor, String reason) {
        requireTransaction();
        cases.lock(packetId);
        return copies.endIfOpen(packetId, now -> new LaneEnd(LaneState.WITHDRAWN, now, actor, reason, null));
    }

    /** Writes down that a packet's window is over, if it is by the case's clock; true when it did. */
    public boolean expire(String packetId) {
        requireTransaction();
        cases.lock(packetId);
        Optional<LaneCopy> copy = store.find(packetId);
        return copy.isPresent()
                && store.endOf(copy.get()).isEmpty()
                && copies.expireIfOver(copy.get(), copies.now(copy.get())).isPresent();
    }

    /** Marks a released copy STALE: readers see why until it ends; nothing else changes. */
    public void markStale(String packetId, String cause, String actor) {
        requireTransaction();
        cases.lock(packetId);
        store.find(packetId).filter(copy -> store.endOf(copy).isEmpty()).ifPresent(copy -> {
            Instant now = copies.now(copy);
            store.markStale(copy, now, cause);
            copies.append(
                    copy,
                    actor,
                    LedgerKind.LANE_STALE,
                    LaneCopies.payload(copy, now).put("because", cause));
        });
    }

    /** The released copy of a case, whatever became of it. */
    public Optional<LaneCopy> find(String packetId) {
        return store.find(packetId);
    }

    /** How the copy ended; empty while it stands, and until somebody has looked after its window was over. */
    public Optional<LaneEnd> endOf(LaneCopy copy) {
        return store.endOf(copy);
    }

    /** Who was refused, the oldest first. */
    public List<LaneAccess> attempts(LaneCopy copy) {
        return store.attempts(copy);
    }

    private static void requireSame(String stated, String found, String what) {
        if (!stated.equals(found)) {
            throw new IllegalArgumentException(
                    "the %s has the hash %s, its manifest says %s".formatted(what, found, stated));
        }
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("lanes are written in the transaction of what they belong to");
        }
    }
}
