package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.digest.Standing.Limit;
import dev.gatehouse.digest.Standing.Unclear;
import dev.gatehouse.digest.domain.publication.Trouble;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How somebody says to go on with a source that is not clear. Runs in the decision's transaction. */
@Service
public class SourceResolution {

    private static final String SUPPORT_OPERATIONS = "support-operations";

    /** What nobody can go on without; the repository or the record is asked again, and has to say it. */
    private static final Set<String> NEEDED =
            Set.of(Trouble.Code.NO_SUCH_TAG.name(), Trouble.Code.NOBODY_ON_ROTA.name());

    private final Digests digests;
    private final DigestEndings endings;
    private final Records records;
    private final Directory directory;
    private final CaseClock clock;

    SourceResolution(Digests digests, DigestEndings endings, Records records, Directory directory, CaseClock clock) {
        this.digests = digests;
        this.endings = endings;
        this.records = records;
        this.directory = directory;
        this.clock = clock;
    }

    /** Support operations; those on call where the record {@code on-call/support-operations} says who they are. */
    public Set<String> onCall(CaseFile caseFile) {
        Set<String> all = directory.membersOf(Groups.SUPPORT_OPERATIONS).stream()
                .filter(directory::isPerson)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> onCall = records
                .inForce(PublicationVerification.ON_CALL, SUPPORT_OPERATIONS, clock.now(caseFile))
                .map(MirroredRecord::content)
                .stream()
                .flatMap(record -> record.path("supportOperations").valueStream())
                .map(JsonNode::asText)
                .filter(all::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        return onCall.isEmpty() ? all : onCall;
    }

    /** @throws RefusedException INVALID for a baseline that could be none */
    public void mayProceed(CaseFile caseFile, @Nullable String baseline) {
        if (baseline == null) {
            return;
        }
        String revision = digests.subject(caseFile.caseId()).revision();
        if (baseline.isBlank() || baseline.length() > 200 || baseline.equals(revision)) {
            throw new RefusedException(
                    Kind.INVALID,
                    "no-baseline",
                    "The variable baseline is \"%s\"; expected the name of an earlier published tag than %s, or nothing."
                            .formatted(baseline, revision));
        }
    }

    public void proceed(CaseFile caseFile, Decision decision, @Nullable String baseline) {
        String caseId = caseFile.caseId();
        Standing standing = digests.standing(caseId);
        Unclear unclear = Objects.requireNonNull(standing.trouble());
        Limit limit =
                new Limit(unclear.code(), "" + decision.reason(), decision.by().described(), clock.now(caseFile));
        boolean accepts = baseline == null && !NEEDED.contains(unclear.code());
        digests.stands(caseId, standing.resolved(baseline, accepts, limit));
    }

    public void stop(CaseFile caseFile, Decision decision) {
        endings.stop(caseFile.caseId(), "" + decision.reason());
    }
}
