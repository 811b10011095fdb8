package dev.gatehouse.digest;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.Digests.Place;
import dev.gatehouse.intake.ChangeDelivery;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What takes a digest off its gate: a newer publication of its runbook, a tag that has moved, or records that no longer say
 * what it says. A newer publication is seen in the store, so that no case waits for another's lock; whoever brings it wakes
 * the others, and a sweep wakes those that a node left behind.
 */
@Component
public class DigestNews {

    private static final Logger log = LoggerFactory.getLogger(DigestNews.class);

    private final Cases cases;
    private final Digests digests;
    private final DigestPolicy policy;
    private final Inbox inbox;
    private final ChangeSets changeSets;
    private final ObjectProvider<ChangeDelivery> delivery;

    /** @param delivery asked for late: it stands on the flows */
    DigestNews(
            Cases cases,
            Digests digests,
            DigestPolicy policy,
            Inbox inbox,
            ChangeSets changeSets,
            ObjectProvider<ChangeDelivery> delivery) {
        this.cases = cases;
        this.digests = digests;
        this.policy = policy;
        this.inbox = inbox;
        this.changeSets = changeSets;
        this.delivery = delivery;
    }

    // ---- for other cases of the runbook

    /** A publication is verified: digests of older ones that nobody has shared yet are overtaken. */
    void publicationVerified(CaseFile caseFile, Place place) {
        List<String> older = digests.unsharedOlderThan(place, caseFile.drill());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                older.forEach(one -> delivery.getObject().caseHasNews(one));
            }
        });
    }

    @Scheduled(
            initialDelayString = "${gatehouse.digest.sweep:PT15S}",
            fixedDelayString = "${gatehouse.digest.sweep:PT15S}")
    void sweep() {
        try {
            digests.overtaken().forEach(one -> delivery.getObject().caseHasNews(one));
        } catch (RuntimeException databaseAway) {
            log.warn("the sweep for overtaken digests failed and is tried again: {}", databaseAway.toString());
        }
    }

    // ---- for the case itself

    /** Why the digest, or what is unclear about its source, is overtaken, as a sentence; empty while it is not. */
    public Optional<String> overtaken(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        Optional<String> moved = digests.moved(caseId);
        if (moved.isPresent()) {
            return moved;
        }
        return digests.place(caseId).flatMap(place -> digests.publications(place.runbook(), caseFile.drill()).stream()
                .filter(other -> !other.caseId().equals(caseId) && other.isNewerThan(place))
                .findFirst()
                .map(newer ->
                        "A newer publication, %s, is digested by the case %s.".formatted(newer.tag(), newer.caseId())));
    }

    /** Why the digest is to be composed again, as a sentence: a share has found what no longer holds. */
    public Optional<String> changed(CaseFile caseFile) {
        return digests.recheck(caseFile.caseId());
    }

    /** A sentence that names what is about to take the gate away; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return overtaken(caseFile)
                .or(() -> changed(caseFile))
                .map(sentence ->
                        sentence + " What this gate shows is being worked over; wait for what takes its place.");
    }

    /** Notes what has arrived: it moves the clock of a drill and changes nothing else. */
    public void note(CaseFile caseFile) {
        List<InboxEvent> news = inbox.unapplied(caseFile.caseId());
        if (!news.isEmpty()) {
            changeSets.takenUp(caseFile.caseId(), news, "without effect", policy.versions());
        }
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        changeSets.setAside(caseFile.caseId());
        cases.wakeAt(caseFile.caseId(), null);
    }
}
