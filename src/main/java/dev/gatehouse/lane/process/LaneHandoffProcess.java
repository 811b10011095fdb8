package dev.gatehouse.lane.process;

import dev.gatehouse.engine.ProcessVariable;
import java.util.List;

/** The words that the model of a lane's handoff and its code share. */
public final class LaneHandoffProcess {

    public static final String KEY = "lane-handoff";

    public static final String MESSAGE_ENDED = "lane-copy-ended";
    public static final String MESSAGE_ATTEMPT = "lane-attempt-blocked";
    public static final String MESSAGE_CHANGE = "lane-copy-stale";

    public static final String ACKNOWLEDGE_INTAKE = "acknowledge-intake";
    public static final String WATCH_LANE = "watch-lane";
    public static final String REVIEW_RELEASED = "review-released";

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static final ProcessVariable<List<String>> RECIPIENTS =
            (ProcessVariable) ProcessVariable.passing("recipients", List.class);

    public static final ProcessVariable<String> RECIPIENT = ProcessVariable.persistent("recipient", String.class);
    public static final ProcessVariable<String> REVIEW_DECISION =
            ProcessVariable.persistent("reviewDecision", String.class);
    /** How many refusals the release owner has taken note of. */
    public static final ProcessVariable<Integer> ATTEMPTS_NOTED =
            ProcessVariable.persistent("attemptsNoted", Integer.class);

    private LaneHandoffProcess() {}
}
