package dev.gatehouse.disclosure;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.packet.Revision;

/** The gates that are open, as far as work on the draft moves them. */
public interface OpenGates {

    /** The candidate is changed: every gate that shows it goes, and the draft opens again. */
    void candidateChanged(CaseFile caseFile, String because);

    /** The draft that the open gates are about has another revision. */
    void draftRevised(CaseFile caseFile, Revision revision, boolean otherOwners);
}
