package dev.gatehouse.commandwindow;

import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.engine.PassedOn;
import dev.gatehouse.engine.ProcessVariable;
import java.util.Date;
import java.util.List;

/** The words that flow 1's model and its code share. */
public final class CommandWindowProcess {

    public static final String KEY = "command-window-resequencing";

    public static final String MESSAGE_DECLARED = "command-window-declared";
    public static final String MESSAGE_CHANGE = "authoritative-change";
    public static final String MESSAGE_CLOSED = "window-closed";
    public static final String MESSAGE_ACKNOWLEDGEMENTS_SUPERSEDED = "acknowledgements-superseded";

    public static final String CONFIRM_SCOPE = "confirm-scope";
    public static final String ADOPT_PACKET = "adopt-packet";
    public static final String DECIDE_BOUNDARY_EXCEPTION = "decide-boundary-exception";
    public static final String ACKNOWLEDGE_DELTA = "acknowledge-delta";

    public static final ProcessVariable<Date> WINDOW_END = ProcessVariable.persistent("windowEnd", Date.class);
    public static final ProcessVariable<String> SCOPE_DECISION =
            ProcessVariable.persistent("scopeDecision", String.class);
    public static final ProcessVariable<Boolean> SEQUENCE_DIFFERS =
            ProcessVariable.persistent("sequenceDiffers", Boolean.class);
    public static final ProcessVariable<String> ADOPTION_DECISION =
            ProcessVariable.persistent("adoptionDecision", String.class);
    public static final ProcessVariable<Integer> CANDIDATE_REVISION =
            ProcessVariable.persistent("candidateRevision", Integer.class);
    public static final ProcessVariable<String> CANDIDATE_SHA256 =
            ProcessVariable.persistent("candidateSha256", String.class);

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static final ProcessVariable<List<String>> AFFECTED_PEOPLE =
            (ProcessVariable) ProcessVariable.passing("affectedPeople", List.class);

    public static final ProcessVariable<String> AFFECTED_PERSON =
            ProcessVariable.persistent("affectedPerson", String.class);

    public static final PassedOn<ChangeSet> CHANGE_SET = new PassedOn<>("changeSet", ChangeSet.class);
    public static final PassedOn<Resequencing> SEQUENCE = new PassedOn<>("sequence", Resequencing.class);

    private CommandWindowProcess() {}
}
