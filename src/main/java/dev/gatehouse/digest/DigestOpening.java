package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.Digests.Subject;
import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.digest.exchange.Premises;
import dev.gatehouse.digest.git.RepositoryUnavailableException;
import dev.gatehouse.digest.git.RunbookRepositories;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Makes a case of a good request; a bad one starts nothing, and the same live publication is digested once. */
@Service
public class DigestOpening {

    private static final int LONGEST_TITLE = 400;

    private final Cases cases;
    private final Digests digests;
    private final Premises premises;
    private final RunbookRepositories repositories;
    private final DigestPolicy policy;
    private final Ledger ledger;

    DigestOpening(
            Cases cases,
            Digests digests,
            Premises premises,
            RunbookRepositories repositories,
            DigestPolicy policy,
            Ledger ledger) {
        this.cases = cases;
        this.digests = digests;
        this.premises = premises;
        this.repositories = repositories;
        this.policy = policy;
        this.ledger = ledger;
    }

    /**
     * Opens the case of a good request.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws RefusedException CONFLICT when the case exists, or another live case has the same publication
     */
    public String open(@Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        DigestRequests.check(request, premises);
        Subject subject = subject(request);
        String caseId = subject.caseId();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        boolean drill = request.path("rehearsal").asBoolean(false);
        String title = title(subject);
        cases.open(caseId, DigestProcess.KEY, title, drill, processInstanceId, request);
        Standing standing = Standing.asked(
                request.path("baseline").asText(null),
                request.path("reviewer").asText(null),
                request.path("dutyManagers").valueStream().map(JsonNode::asText).toList());
        String liveKey = drill ? null : liveKey(subject).orElse(null);
        try {
            digests.open(subject, drill, liveKey, standing);
        } catch (DuplicateKeyException meanwhile) {
            throw digestedBefore(subject, digests.holderMeanwhile(String.valueOf(liveKey)));
        }
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("repository", subject.repository())
                .put("path", subject.path())
                .put("revision", subject.revision())
                .put("drill", drill);
        ledger.append(caseId, starter, LedgerKind.CASE_STARTED, DigestProcess.KEY, payload, policy.versions());
        return caseId;
    }

    /**
     * The key that keeps a second live case from being opened; empty for a tag that stands for another object now: it is no
     * publication, and a case of its own says so.
     *
     * @throws RefusedException CONFLICT when a live case has the publication
     */
    private Optional<String> liveKey(Subject subject) {
        String key = keyOf(subject);
        Optional<Subject> holder = digests.holderOf(key);
        if (holder.isEmpty()) {
            return Optional.of(key);
        }
        if (hasMoved(subject)) {
            return Optional.empty();
        }
        throw digestedBefore(subject, holder.get().caseId());
    }

    private boolean hasMoved(Subject subject) {
        Optional<String> seen = digests.seen(subject.repository(), subject.revision());
        try {
            return seen.isPresent()
                    && repositories
                            .objectOf(subject.repository(), subject.revision())
                            .filter(now -> !now.equals(seen.get()))
                            .isPresent();
        } catch (RepositoryUnavailableException away) {
            // nothing says that it has moved
            return false;
        }
    }

    private static RefusedException digestedBefore(Subject subject, String holder) {
        return new RefusedException(
                Kind.CONFLICT,
                "same-publication",
                "%s of %s at %s is digested by %s; a publication is digested once."
                        .formatted(subject.path(), subject.repository(), subject.revision(), holder));
    }

    /** Of a path that is too long for one its end, which names the file. */
    private static String title(Subject subject) {
        int room = LONGEST_TITLE - " at ".length() - subject.revision().length();
        String path = subject.path();
        return path.substring(Math.max(0, path.length() - room)) + " at " + subject.revision();
    }

    private static String keyOf(Subject subject) {
        return String.join("|", List.of(subject.repository(), subject.path(), subject.revision()));
    }

    private static Subject subject(JsonNode request) {
        return new Subject(
                request.path("caseId").asText(),
                request.path("repository").asText(),
                request.path("path").asText(),
                request.path("revision").asText());
    }

    /** Names the case that has this publication already: the same case id, or of a live one the same publication. */
    public Optional<String> startedBefore(JsonNode request) {
        Subject asked = subject(request);
        boolean drill = request.path("rehearsal").asBoolean(false);
        Optional<String> sameCase = cases.find(asked.caseId())
                .filter(known -> known.flow().equals(DigestProcess.KEY) && known.drill() == drill)
                .map(CaseFile::caseId)
                .filter(known -> digests.subject(known).equals(asked));
        Optional<String> holder = drill
                ? sameCase
                : sameCase.or(() -> digests.holderOf(keyOf(asked)).map(Subject::caseId))
                        .filter(known -> !hasMoved(asked));
        return holder.map(
                caseId -> "The same publication is digested by the case " + caseId + "; nothing happens twice.");
    }
}
