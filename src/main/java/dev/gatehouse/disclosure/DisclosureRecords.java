package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.Drafts.RecordNews;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.RecordListener;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Tells the open cases that cite a record of its newer version: it counts as the event that states it. */
@Component
class DisclosureRecords implements RecordListener {

    private final Cases cases;
    private final Drafts drafts;
    private final Clock clock;

    DisclosureRecords(Cases cases, Drafts drafts, Clock clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public void published(MirroredRecord newest, String account) {
        cases.all().stream()
                .filter(caseFile -> caseFile.isOpen() && caseFile.flow().equals(DisclosureProcess.KEY))
                .map(CaseFile::caseId)
                // every writer of several cases takes their locks in this order
                .sorted()
                .forEach(caseId -> tell(caseId, newest, account));
    }

    private void tell(String caseId, MirroredRecord newest, String account) {
        cases.locked(caseId);
        boolean cites = drafts.get(caseId).citations().stream()
                .anyMatch(citation -> citation.sameRecord(newest.register(), newest.key()));
        if (cites) {
            drafts.mirrored(caseId, new RecordNews(newest.register(), newest.key(), newest.version(), account));
            cases.wakeAt(caseId, clock.instant());
        }
    }
}
