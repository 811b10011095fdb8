package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.release.Manifests;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The window in which a packet is to be read. The request may ask for one. Without it, and after it, each manifest has a
 * window of its own: from its assembly on, for as long as the lane allows, because people sign the window that they see.
 */
@Component
class PacketWindow {

    private final Cases cases;
    private final Drafts drafts;
    private final Manifests manifests;
    private final DisclosurePolicy policy;
    private final CaseClock clock;

    PacketWindow(Cases cases, Drafts drafts, Manifests manifests, DisclosurePolicy policy, CaseClock clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.manifests = manifests;
        this.policy = policy;
        this.clock = clock;
    }

    /** Of a manifest that is assembled now. */
    Validity ofAManifest(CaseFile caseFile, Draft draft) {
        Instant now = clock.now(caseFile);
        return asked(caseFile)
                .orElseGet(() -> new Validity(
                        now,
                        now.plus(policy.longestValidity(draft.charter().lane()).orElse(Duration.ofSeconds(1)))));
    }

    /** The one that the request asks for, unless a candidate was proposed when it was over. */
    private Optional<Validity> asked(CaseFile caseFile) {
        return drafts.standing(caseFile.caseId()).windowLeft()
                ? Optional.empty()
                : DisclosureRequests.window(cases.request(caseFile.caseId()));
    }

    /** When the window that the request asks for was over, in words; empty while it is not, and without one. */
    Optional<String> askedWasOverAt(CaseFile caseFile) {
        return asked(caseFile)
                .filter(window -> window.over(clock.now(caseFile)))
                .map(window -> TimeWords.moment(window.to()));
    }

    /** The one that binds what is on the gates; empty while nothing is, and before a manifest gives it one. */
    private Optional<Validity> onTheGates(CaseFile caseFile) {
        Stage stage = drafts.get(caseFile.caseId()).stage();
        return switch (stage) {
            case REVIEW, RESIDUAL -> asked(caseFile);
            case SIGNING, RELEASE -> manifests.latest(caseFile.caseId()).map(ReleaseManifest::validity);
            case CHARTER, DRAFT, RELEASED, WITHDRAWN -> Optional.empty();
        };
    }

    /** A sentence, once what is on the gates could be read by nobody any more; empty before. */
    Optional<String> over(CaseFile caseFile) {
        return onTheGates(caseFile)
                .filter(window -> window.over(clock.now(caseFile)))
                .map(window -> "The window of this candidate was over at " + TimeWords.moment(window.to()) + ".");
    }

    /** When time alone will end what is on the gates; empty in a drill, whose clock is its events. */
    Optional<Instant> endsAt(CaseFile caseFile) {
        return caseFile.drill() ? Optional.empty() : onTheGates(caseFile).map(Validity::to);
    }

    /** Lets a live case look at itself when its window is over. */
    void watch(CaseFile caseFile) {
        endsAt(caseFile).ifPresent(end -> cases.wakeNoLaterThan(caseFile.caseId(), end));
    }
}
