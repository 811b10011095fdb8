package dev.gatehouse.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;

/** What the shared parts ask of a flow; one bean per flow. */
public interface Flow {

    /** The flow's process key. */
    String key();

    /**
     * Takes up whatever has arrived for the case or has become due, in the caller's transaction and under the case's
     * lock. Called once more when it fails; doing it twice does nothing.
     */
    void takeUp(CaseFile caseFile);

    /** What the task's form shows, cut down for this reader. */
    ObjectNode review(CaseFile caseFile, GateRecord gate, String reader);

    /**
     * The content of a revision, cut down for this reader.
     *
     * @throws dev.gatehouse.gate.RefusedException FORBIDDEN when the reader may see none of it
     */
    ObjectNode view(CaseFile caseFile, Revision revision, String reader);

    /**
     * Whether a reader of the case's packets may have the revision as it is hashed, because nothing in it is kept from this
     * reader.
     *
     * @throws dev.gatehouse.gate.RefusedException FORBIDDEN when the reader may see none of it
     */
    default boolean maySeeWhole(CaseFile caseFile, Revision revision, String reader) {
        return view(caseFile, revision, reader).equals(revision.content());
    }

    /** The state that a revision shows: a flow may keep its candidate on the gate and mark it HELD. */
    default RevisionState stateShown(CaseFile caseFile, RevisionState state) {
        return state;
    }

    /** Adds to what anybody who may see the case reads of it; nothing for most flows. */
    default void describe(CaseFile caseFile, ObjectNode answer) {}

    /** Whether the person owns gates of this case now: such a person reads its ledger. */
    boolean ownsGates(CaseFile caseFile, String person);
}
