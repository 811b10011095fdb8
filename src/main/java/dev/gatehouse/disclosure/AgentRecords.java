package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.records.CitingCases;
import org.springframework.stereotype.Component;

/** Opens to an agent what its packets cite; not what only an annex cites, for an agent does not see that. */
@Component
class AgentRecords implements CitingCases {

    private final Cases cases;
    private final Drafts drafts;

    AgentRecords(Cases cases, Drafts drafts) {
        this.cases = cases;
        this.drafts = drafts;
    }

    @Override
    public boolean openTo(String agent, String register, String key) {
        return cases.all().stream()
                .filter(caseFile -> caseFile.isOpen() && caseFile.flow().equals(DisclosureProcess.KEY))
                .map(CaseFile::caseId)
                .map(drafts::get)
                .filter(draft -> draft.charter().agents().contains(agent))
                .flatMap(draft -> draft.sections().stream())
                .filter(section -> !section.annex())
                .flatMap(section -> section.citations().stream())
                .anyMatch(citation -> citation.sameRecord(register, key));
    }
}
