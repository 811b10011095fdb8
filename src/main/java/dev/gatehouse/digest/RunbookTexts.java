package dev.gatehouse.digest;

import dev.gatehouse.digest.Digests.Part;
import dev.gatehouse.digest.domain.claims.Compared;
import dev.gatehouse.digest.markdown.RunbookReader;
import dev.gatehouse.digest.markdown.Warning;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The texts of a case as they were read from the repository, with their structure. */
@Component
class RunbookTexts {

    private static final RunbookReader READER = new RunbookReader();

    private final Digests digests;

    RunbookTexts(Digests digests) {
        this.digests = digests;
    }

    /** Of a verified publication; what could not be read is left aside, as somebody has said to. */
    Compared compared(String caseId) {
        Standing standing = digests.standing(caseId);
        Standing.Published revision = Objects.requireNonNull(standing.revision());
        Standing.Published baseline = standing.baseline();
        return new Compared(
                Objects.requireNonNull(standing.runbookId()),
                published(caseId, revision, digests.text(caseId, Part.REVISION).orElseThrow()),
                Optional.ofNullable(baseline)
                        .map(one -> published(
                                caseId, one, digests.text(caseId, Part.BASELINE).orElseThrow()))
                        .orElse(null));
    }

    /** What of the revision could be read, but perhaps not as it was meant. */
    List<String> notes(String caseId) {
        return READER.readAnyway(digests.text(caseId, Part.REVISION).orElseThrow()).warnings().stream()
                .map(Warning::sentence)
                .toList();
    }

    private Compared.Published published(String caseId, Standing.Published published, byte[] text) {
        return new Compared.Published(
                digests.subject(caseId).repository(),
                published.tag(),
                published.path(),
                READER.readAnyway(text).runbook());
    }
}
