package dev.gatehouse.readout.domain;

import java.util.Map;

/**
 * Something that makes a problem impossible to rank, or a request for it a mistake.
 *
 * @param pointer JSON pointer into the request, as in {@code /people/2/workingHours}: lists are counted in the order of
 *     the problem's own
 * @param facts what a sentence about it needs, by name
 */
public record ProblemFault(Code code, String pointer, Map<String, Object> facts) {
    public ProblemFault {
        facts = Map.copyOf(facts);
    }

    /** What is wrong. */
    public enum Code {
        /** {@code customer.zone} is not stated. */
        CUSTOMER_WITHOUT_ZONE,
        /** Not whole seconds, or not positive. Facts: {@code duration}. */
        DURATION_NOT_POSITIVE,
        /** Longer than a required person's working hours. Facts: {@code person}, {@code duration}, {@code hours}. */
        DURATION_LONGER_THAN_WORKING_HOURS,
        /** Not a divisor of an hour of at least a minute. Facts: {@code granularity}. */
        GRANULARITY_DOES_NOT_DIVIDE_THE_HOUR,
        /** Negative. Facts: {@code minimumNotice}. */
        NOTICE_NEGATIVE,
        /** Not after now. Facts: {@code deadline}, {@code now}. */
        DEADLINE_IN_THE_PAST,
        /** More than a year after now. Facts: {@code deadline}, {@code now}, {@code latest}. */
        DEADLINE_TOO_FAR,
        /** Facts: {@code role}. */
        ROLE_TWICE,
        /** Facts: {@code person}. */
        PERSON_TWICE,
        /** Nobody has to take part. */
        NOBODY_REQUIRED,
        /** Zone and hours are missing. Facts: {@code person}. */
        PERSON_UNKNOWN,
        /** Both required and optional, or optional twice. Facts: {@code person}. */
        OPTIONAL_TWICE,
        /** Facts: {@code key}. */
        INTERPRETER_TWICE
    }
}
