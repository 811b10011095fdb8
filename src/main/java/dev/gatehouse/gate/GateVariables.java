package dev.gatehouse.gate;

import java.util.List;
import java.util.stream.Stream;

/** The names of the variables that a decision carries at more than one gate. */
public final class GateVariables {

    public static final String DECISION = "decision";
    public static final String REASON = "reason";
    public static final String SHA256 = "sha256";
    public static final String OPTION_SET_SHA256 = "optionSetSha256";
    public static final String MANIFEST_SHA256 = "manifestSha256";

    /** What every gate takes. */
    public static final List<String> COMMON = List.of(DECISION, REASON, SHA256);

    /** What names a release exactly. */
    public static final List<String> RELEASE = and(OPTION_SET_SHA256, MANIFEST_SHA256);

    private GateVariables() {}

    /** What every gate takes, and these. */
    public static List<String> and(String... own) {
        return Stream.concat(COMMON.stream(), Stream.of(own)).toList();
    }
}
