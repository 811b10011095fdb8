package dev.gatehouse.commandwindow;

import static dev.gatehouse.commandwindow.ProblemBuilder.at;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;

/** The scenario of the managed identity outage, as the events leave it just before the resequencing. */
public final class DeclaredScenario {
    public static final EventReference EVIDENCE_LATER = new EventReference("urn:source:incident-tracker", "evt-001");
    public static final EventReference APPROVER_ROTATED = new EventReference("urn:source:on-call", "evt-002");
    public static final EventReference CONTRACT_WINDOW = new EventReference("urn:source:contracts", "evt-003");
    public static final EventReference HANDOFF_WINDOW = new EventReference("urn:source:contracts", "evt-004");

    private DeclaredScenario() {}

    /** The timeline as declared, before any event. */
    public static ProblemBuilder declared() {
        ProblemBuilder problem = ProblemBuilder.window();
        problem.evidence(new Evidence("incident-state", at("14:20"), false, null, null))
                .evidence(new Evidence("workaround-verification", at("15:00"), false, null, null))
                .spacing("executive-bridge-approval", "customer-bridge-handoff", "PT15M");
        problem.checkpoint("incident-state-validation")
                .by("ines.novak")
                .starts("14:30")
                .requires("incident-state");
        problem.checkpoint("workaround-safety-review")
                .by("sam.okafor")
                .starts("15:15")
                .lasts("PT45M")
                .guarded("sam.okafor")
                .after("incident-state-validation")
                .requires("workaround-verification")
                .within("15:00", "17:00");
        problem.checkpoint("contractual-window-confirmation")
                .by("lena.fischer")
                .starts("16:00")
                .lasts("PT20M")
                .guarded("lena.fischer")
                .after("incident-state-validation")
                .within("15:30", "18:00");
        problem.checkpoint("executive-bridge-approval")
                .by("victor.hale")
                .starts("16:30")
                .guarded("maria.keller")
                .after("workaround-safety-review", "contractual-window-confirmation");
        problem.checkpoint("customer-bridge-handoff")
                .by("nadia.rossi")
                .starts("17:15")
                .guarded("maria.keller")
                .after("executive-bridge-approval")
                .within("16:30", "18:30");
        return problem;
    }

    /** After the first, third and fourth event, but for the rotation of the approver. */
    public static ProblemBuilder withoutRotation() {
        ProblemBuilder problem = declared();
        problem.now("14:53:30", HANDOFF_WINDOW)
                .evidence(new Evidence("workaround-verification", at("15:50"), false, null, EVIDENCE_LATER));
        problem.checkpoint("contractual-window-confirmation").withinOnly("15:30", "16:45", CONTRACT_WINDOW);
        problem.checkpoint("customer-bridge-handoff").withinOnly("16:30", "17:55", HANDOFF_WINDOW);
        return problem;
    }

    /** After all events; the fifth is refused and changes nothing. */
    public static ProblemBuilder afterTheEvents() {
        ProblemBuilder problem = withoutRotation();
        problem.checkpoint("executive-bridge-approval")
                .ownedUntil("15:00", APPROVER_ROTATED)
                .thenBy("dana.whitlock", "15:00", APPROVER_ROTATED);
        return problem;
    }
}
