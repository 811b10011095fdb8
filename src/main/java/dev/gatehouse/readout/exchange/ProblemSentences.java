package dev.gatehouse.readout.exchange;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.readout.domain.ProblemFault;

/** What makes a problem impossible to rank, in sentences. */
final class ProblemSentences {

    private ProblemSentences() {}

    static Fault of(ProblemFault fault) {
        return new Fault(fault.pointer(), sentence(fault));
    }

    private static String sentence(ProblemFault fault) {
        return switch (fault.code()) {
            case CUSTOMER_WITHOUT_ZONE ->
                "is missing; expected the customer's time zone, here or in the account's record";
            case DURATION_NOT_POSITIVE ->
                "is %s; expected a positive duration in whole seconds".formatted(fact(fault, "duration"));
            case DURATION_LONGER_THAN_WORKING_HOURS ->
                "the readout takes %s, longer than the working hours %s; expected hours that it fits into"
                        .formatted(fact(fault, "duration"), fact(fault, "hours"));
            case GRANULARITY_DOES_NOT_DIVIDE_THE_HOUR ->
                "is %s; expected a duration of at least a minute that divides an hour, such as PT15M"
                        .formatted(fact(fault, "granularity"));
            case NOTICE_NEGATIVE ->
                "is %s; expected a duration that is not negative".formatted(fact(fault, "minimumNotice"));
            case DEADLINE_IN_THE_PAST ->
                "is %s, which is past: it is %s; expected a deadline to come"
                        .formatted(fact(fault, "deadline"), fact(fault, "now"));
            case DEADLINE_TOO_FAR ->
                "is %s; expected a deadline before %s".formatted(fact(fault, "deadline"), fact(fault, "latest"));
            case ROLE_TWICE -> "the role %s is there twice; expected one holder for it".formatted(fact(fault, "role"));
            case PERSON_TWICE -> "%s is there twice; expected everybody once".formatted(fact(fault, "person"));
            case NOBODY_REQUIRED -> "names nobody; expected at least one person who has to take part";
            case PERSON_UNKNOWN ->
                "\"%s\" is not among the people; expected somebody with zone and hours there"
                        .formatted(fact(fault, "person"));
            case OPTIONAL_TWICE ->
                "%s takes part already; expected everybody once, required or optional".formatted(fact(fault, "person"));
            case INTERPRETER_TWICE -> "the interpreter %s is there twice".formatted(fact(fault, "key"));
        };
    }

    private static Object fact(ProblemFault fault, String name) {
        return fault.facts().getOrDefault(name, "");
    }
}
