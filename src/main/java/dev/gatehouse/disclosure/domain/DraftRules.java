package dev.gatehouse.disclosure.domain;

import dev.gatehouse.disclosure.domain.Objection.Standing;
import dev.gatehouse.disclosure.domain.Refusal.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may make which change to a draft. Every change lists its checks in the order in which they refuse; the first that
 * does decides.
 */
public final class DraftRules {

    private final Draft draft;

    public DraftRules(Draft draft) {
        this.draft = draft;
    }

    // ---- what everybody of the charter does

    /** Whether somebody is in the charter, owns a section or is one of the packet's agents. */
    public boolean mayContribute(String who) {
        return draft.people().contains(who) || draft.charter().agents().contains(who);
    }

    public Optional<Refusal> suggest(String who, String sectionId, int baseRevision) {
        return first(List.of(
                () -> isOfTheCharter(who),
                this::packetIsOpen,
                () -> sectionExists(sectionId),
                () -> baseIsKnown(baseRevision),
                () -> sectionUnchangedSince(sectionId, baseRevision)));
    }

    public Optional<Refusal> object(String who, String sectionId) {
        return first(List.of(() -> isOfTheCharter(who), this::packetIsOpen, () -> sectionExists(sectionId)));
    }

    public Optional<Refusal> comment(String who, String sectionId) {
        return object(who, sectionId);
    }

    // ---- what the owner of a section does

    public Optional<Refusal> accept(String who, String suggestionId, @Nullable String reason) {
        return first(List.of(
                () -> suggestionExists(suggestionId),
                () -> ownsSection(who, suggestion(suggestionId).sectionId()),
                this::packetIsOpen,
                () -> isNotRuled(suggestion(suggestionId)),
                () -> sectionExists(suggestion(suggestionId).sectionId()),
                () -> sectionUnchangedSince(
                        suggestion(suggestionId).sectionId(),
                        suggestion(suggestionId).baseRevision()),
                () -> flaggedTextHasAReason(suggestion(suggestionId).flags(), reason)));
    }

    public Optional<Refusal> reject(
            String who, String suggestionId, Suggestion.@Nullable Kind kind, @Nullable String reason) {
        return first(List.of(
                () -> suggestionExists(suggestionId),
                () -> ownsSection(who, suggestion(suggestionId).sectionId()),
                this::packetIsOpen,
                () -> isNotRuled(suggestion(suggestionId)),
                () -> kind == null ? refused(Code.KIND_MISSING) : Optional.empty(),
                () -> reasonGiven(reason)));
    }

    public Optional<Refusal> edit(
            String who, String sectionId, int baseRevision, List<String> flags, @Nullable String reason) {
        return first(List.of(
                () -> sectionExists(sectionId),
                () -> ownsSection(who, sectionId),
                this::packetIsOpen,
                () -> baseIsKnown(baseRevision),
                () -> sectionUnchangedSince(sectionId, baseRevision),
                () -> flaggedTextHasAReason(flags, reason)));
    }

    public Optional<Refusal> promote(String who, String sectionId, @Nullable String reason) {
        return first(List.of(
                () -> sectionExists(sectionId),
                () -> ownsSection(who, sectionId),
                this::packetIsOpen,
                () -> draft.section(sectionId).orElseThrow().annex()
                        ? Optional.empty()
                        : refused(Code.NOT_AN_ANNEX, "sectionId", sectionId),
                () -> reasonGiven(reason)));
    }

    // ---- what the artifact owner does

    public Optional<Refusal> add(String who, Section section, List<String> flags, @Nullable String reason) {
        return first(List.of(
                () -> isArtifactOwner(who),
                this::packetIsOpen,
                () -> draft.section(section.sectionId()).isPresent()
                        ? refused(Code.SECTION_EXISTS, "sectionId", section.sectionId())
                        : Optional.empty(),
                () -> flaggedTextHasAReason(flags, reason)));
    }

    public Optional<Refusal> remove(String who, String sectionId) {
        return first(List.of(
                () -> isArtifactOwner(who),
                this::packetIsOpen,
                () -> sectionExists(sectionId),
                () -> draft.sections().size() == 1 ? refused(Code.LAST_SECTION) : Optional.empty()));
    }

    /**
     * @param staleEvidence what the packet cites and policy holds to be too old
     * @param windowWasOverAt when the window that the request asks for was over; null while it is not
     */
    public Optional<Refusal> propose(
            List<String> staleEvidence, @Nullable String windowWasOverAt, @Nullable String reason) {
        return first(List.of(
                this::nothingBlocks,
                () -> staleEvidence.isEmpty() || given(reason)
                        ? Optional.empty()
                        : refused(Code.STALE_EVIDENCE, "evidence", String.join(", ", staleEvidence)),
                () -> windowWasOverAt == null || given(reason)
                        ? Optional.empty()
                        : refused(Code.WINDOW_OVER, "end", windowWasOverAt)));
    }

    // ---- what becomes of an objection

    public Optional<Refusal> moveObjection(String who, String objectionId, Standing to, @Nullable String reason) {
        return first(List.of(
                () -> draft.objection(objectionId).isPresent()
                        ? Optional.empty()
                        : refused(Code.UNKNOWN_OBJECTION, "objectionId", objectionId),
                () -> maySay(who, objection(objectionId), to),
                this::packetIsOpen,
                () -> objection(objectionId).standing() == to
                        ? refused(Code.SAME_STATE, "objectionId", objectionId)
                        : Optional.empty(),
                () -> reasonGiven(reason)));
    }

    private Optional<Refusal> maySay(String who, Objection objection, Standing to) {
        return switch (to) {
            // an orphaned one has no owner left: the artifact owner answers for the packet
            case RESOLVED ->
                who.equals(draft.section(objection.sectionId())
                                .map(Section::owner)
                                .orElse(draft.charter().artifactOwner()))
                        ? Optional.empty()
                        : refused(Code.NOT_THE_SECTION_OWNER, "sectionId", objection.sectionId());
            case WITHDRAWN, OPEN ->
                who.equals(objection.raisedBy())
                        ? Optional.empty()
                        : refused(Code.NOT_THE_RAISER, "raisedBy", objection.raisedBy());
        };
    }

    // ---- what the release owner does

    /** @param named the objections that are accepted by name */
    public Optional<Refusal> acceptResiduals(Set<String> named) {
        Set<String> open = draft.openResiduals().stream()
                .map(Objection::objectionId)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(open);
        missing.removeAll(named);
        Set<String> others = new TreeSet<>(named);
        others.removeAll(open);
        return first(List.of(
                () -> missing.isEmpty()
                        ? Optional.empty()
                        : refused(Code.RESIDUALS_UNNAMED, "missing", String.join(", ", missing)),
                () -> others.isEmpty()
                        ? Optional.empty()
                        : refused(Code.NOT_RESIDUAL, "others", String.join(", ", others))));
    }

    /** @param confirmed the promoted sections that the release names */
    public Optional<Refusal> release(Set<String> confirmed) {
        Set<String> promoted = draft.promoted();
        return promoted.equals(confirmed)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Code.PROMOTIONS_UNCONFIRMED,
                        Map.of("promoted", String.join(", ", promoted), "confirmed", String.join(", ", confirmed))));
    }

    // ---- the checks

    private Optional<Refusal> isOfTheCharter(String who) {
        return mayContribute(who) ? Optional.empty() : refused(Code.NOT_IN_THE_CHARTER);
    }

    private Optional<Refusal> isArtifactOwner(String who) {
        return who.equals(draft.charter().artifactOwner())
                ? Optional.empty()
                : refused(Code.NOT_THE_ARTIFACT_OWNER, "owner", draft.charter().artifactOwner());
    }

    private Optional<Refusal> ownsSection(String who, String sectionId) {
        return draft.section(sectionId).map(Section::owner).filter(who::equals).isPresent()
                ? Optional.empty()
                : refused(Code.NOT_THE_SECTION_OWNER, "sectionId", sectionId);
    }

    private Optional<Refusal> packetIsOpen() {
        return draft.stage() == Stage.CHARTER
                ? refused(Code.CHARTER_NOT_APPROVED)
                : draft.stage().open()
                        ? Optional.empty()
                        : refused(Code.PACKET_CLOSED, "stage", draft.stage().word());
    }

    private Optional<Refusal> sectionExists(String sectionId) {
        return draft.section(sectionId).isPresent()
                ? Optional.empty()
                : refused(Code.UNKNOWN_SECTION, "sectionId", sectionId);
    }

    private Optional<Refusal> suggestionExists(String suggestionId) {
        return draft.suggestion(suggestionId).isPresent()
                ? Optional.empty()
                : refused(Code.UNKNOWN_SUGGESTION, "suggestionId", suggestionId);
    }

    private Optional<Refusal> baseIsKnown(int baseRevision) {
        return baseRevision >= 1 && baseRevision <= draft.revision()
                ? Optional.empty()
                : refused(Code.UNKNOWN_BASE, "baseRevision", Integer.toString(baseRevision));
    }

    private Optional<Refusal> sectionUnchangedSince(String sectionId, int baseRevision) {
        return draft.section(sectionId)
                .filter(section -> section.changedIn() > baseRevision)
                .map(section -> new Refusal(
                        Code.STALE_BASE,
                        Map.of(
                                "sectionId", sectionId,
                                "baseRevision", Integer.toString(baseRevision),
                                "changedIn", Integer.toString(section.changedIn()))));
    }

    private static Optional<Refusal> isNotRuled(Suggestion suggestion) {
        return suggestion.state() == Suggestion.State.OPEN
                ? Optional.empty()
                : refused(Code.ALREADY_RULED, "state", suggestion.state().word());
    }

    private static Optional<Refusal> flaggedTextHasAReason(List<String> flags, @Nullable String reason) {
        return flags.isEmpty() || given(reason)
                ? Optional.empty()
                : refused(Code.FLAGGED_WITHOUT_REASON, "words", String.join(", ", flags));
    }

    private static Optional<Refusal> reasonGiven(@Nullable String reason) {
        return given(reason) ? Optional.empty() : refused(Code.REASON_MISSING);
    }

    private Optional<Refusal> nothingBlocks() {
        List<Objection> blocking = draft.openBlocking();
        return blocking.isEmpty()
                ? Optional.empty()
                : refused(
                        Code.BLOCKING_OBJECTION,
                        "objections",
                        blocking.stream().map(Objection::objectionId).collect(Collectors.joining(", ")));
    }

    private Suggestion suggestion(String suggestionId) {
        return draft.suggestion(suggestionId).orElseThrow();
    }

    private Objection objection(String objectionId) {
        return draft.objection(objectionId).orElseThrow();
    }

    private static boolean given(@Nullable String reason) {
        return reason != null && !reason.isBlank();
    }

    private static Optional<Refusal> refused(Code code) {
        return Optional.of(Refusal.of(code));
    }

    private static Optional<Refusal> refused(Code code, String name, String value) {
        return Optional.of(Refusal.of(code, name, value));
    }

    private static Optional<Refusal> first(List<Supplier<Optional<Refusal>>> checks) {
        return checks.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }
}
