package dev.gatehouse.disclosure;

import dev.gatehouse.engine.ProcessVariable;
import java.util.List;

/** The words that flow 2's model and its code share. */
public final class DisclosureProcess {

    public static final String KEY = "disclosure-packet-release";

    public static final String MESSAGE_CHARTERED = "disclosure-packet-chartered";
    public static final String MESSAGE_CHANGE = "disclosure-packet-changed";
    public static final String MESSAGE_OWNERS = "section-owners-changed";

    public static final String APPROVE_CHARTER = "approve-charter";
    public static final String MAINTAIN_DRAFT = "maintain-draft";
    public static final String MAINTAIN_SECTION = "maintain-section";
    public static final String REVIEW_REVISION = "review-revision";
    public static final String ACCEPT_RESIDUAL = "accept-residual";
    public static final String SIGN_MANIFEST = "sign-manifest";
    public static final String APPROVE_RELEASE = "approve-release";

    public static final ProcessVariable<String> CHARTER_DECISION =
            ProcessVariable.persistent("charterDecision", String.class);
    /** Whether the reviewers or signers have stopped the candidate. */
    public static final ProcessVariable<Boolean> BLOCKED = ProcessVariable.persistent("blocked", Boolean.class);

    public static final ProcessVariable<Boolean> RESIDUALS_OPEN =
            ProcessVariable.persistent("residualsOpen", Boolean.class);
    public static final ProcessVariable<String> RESIDUAL_DECISION =
            ProcessVariable.persistent("residualDecision", String.class);
    public static final ProcessVariable<String> RELEASE_DECISION =
            ProcessVariable.persistent("releaseDecision", String.class);
    /** Whether the release owner has approved the candidate. */
    public static final ProcessVariable<Boolean> APPROVED = ProcessVariable.persistent("approved", Boolean.class);

    public static final ProcessVariable<List<String>> SECTION_OWNERS = people("sectionOwners");
    public static final ProcessVariable<String> SECTION_OWNER =
            ProcessVariable.persistent("sectionOwner", String.class);
    public static final ProcessVariable<List<String>> REVIEWERS = people("reviewers");
    public static final ProcessVariable<String> REVIEWER = ProcessVariable.persistent("reviewer", String.class);
    public static final ProcessVariable<List<String>> SIGNERS = people("signers");
    public static final ProcessVariable<String> SIGNER = ProcessVariable.persistent("signer", String.class);

    private DisclosureProcess() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ProcessVariable<List<String>> people(String name) {
        return (ProcessVariable) ProcessVariable.passing(name, List.class);
    }
}
