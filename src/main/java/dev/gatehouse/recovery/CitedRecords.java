package dev.gatehouse.recovery;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.RecordListener;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Tells the open cases that cite a record of its newer version: it counts as the event that states it. */
@Component
class CitedRecords implements RecordListener {

    private final Cases cases;
    private final RecoveryRelease release;
    private final Recommendations recommendations;
    private final Clock clock;

    CitedRecords(Cases cases, RecoveryRelease release, Recommendations recommendations, Clock clock) {
        this.cases = cases;
        this.release = release;
        this.recommendations = recommendations;
        this.clock = clock;
    }

    @Override
    public void published(MirroredRecord newest, String account) {
        cases.all().stream()
                .filter(caseFile -> caseFile.isOpen() && caseFile.flow().equals(RecoveryProcess.KEY))
                .map(CaseFile::caseId)
                // every writer of several cases takes their locks in this order
                .sorted()
                .forEach(caseId -> tell(caseId, newest, account));
    }

    private void tell(String caseId, MirroredRecord newest, String account) {
        cases.locked(caseId);
        boolean cites =
                RecommendationJson.packet(release.current(caseId).content()).cites(newest.register(), newest.key());
        if (cites) {
            recommendations.mirrored(caseId, newest.register(), newest.key(), newest.version(), account);
            cases.wakeAt(caseId, clock.instant());
        }
    }
}
