package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.Drafts.RecordNews;
import dev.gatehouse.records.CitingCases;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.RecordListener;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Tells the open cases that cite a record of its newer version: it counts as the event that states it. Opens to an agent what
 * its packets cite; not what only an annex cites, for an agent does not see that.
 */
@Component
class DisclosureRecords implements RecordListener, CitingCases {

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
        open()
                // every writer of several cases takes their locks in this order
                .sorted()
                .forEach(caseId -> tell(caseId, newest, account));
    }

    @Override
    public boolean openTo(String agent, String register, String key) {
        return open().map(drafts::get)
                .filter(draft -> draft.charter().agents().contains(agent))
                .flatMap(draft -> draft.sections().stream())
                .filter(section -> !section.annex())
                .flatMap(section -> section.citations().stream())
                .anyMatch(citation -> citation.sameRecord(register, key));
    }

    private Stream<String> open() {
        return cases.all().stream()
                .filter(caseFile -> caseFile.isOpen() && caseFile.flow().equals(DisclosureProcess.KEY))
                .map(CaseFile::caseId);
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
