package dev.gatehouse.readout.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import dev.gatehouse.readout.domain.ProblemFault;
import dev.gatehouse.readout.domain.ProblemFault.Code;
import dev.gatehouse.readout.domain.ProblemFaults;
import dev.gatehouse.readout.domain.ReadoutProblem;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads requests. What contradicts its schema or itself, or could never be ranked, is refused with every fault in one
 * answer; a role without a person is none: people are asked for it. Source: spec 3, "The model".
 */
public final class ReadoutJson {
    private static final String SCHEMAS = "/schema/readout.schema.json";
    private static final DocumentSchema REQUEST = schema("request");

    private ReadoutJson() {}

    /** One definition of the flow's schema. */
    static DocumentSchema schema(String definition) {
        return DocumentSchema.of(SCHEMAS, definition);
    }

    /**
     * Checks a request.
     *
     * @param problem what would be ranked, as far as it can be read
     * @throws FaultsException with all faults, each with its pointer, in order of the document
     */
    public static void check(JsonNode request, Premises premises, Supplier<ReadoutProblem> problem) {
        Place root = Place.root(request);
        List<Fault> faults = Fault.ordered(Stream.of(
                        REQUEST.faults(request).stream(),
                        new RequestRules(premises).faults(root),
                        ProblemFaults.atTheStart(problem.get()).stream()
                                .filter(ReadoutJson::isAboutTheRequest)
                                .map(ProblemSentences::of))
                .flatMap(found -> found));
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
    }

    /** Vacant roles are completed by people; a roster's contents are not the request's. */
    private static boolean isAboutTheRequest(ProblemFault fault) {
        return fault.code() != Code.NOBODY_REQUIRED && fault.code() != Code.INTERPRETER_TWICE;
    }
}
