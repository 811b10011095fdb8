package dev.gatehouse.disclosure.domain;

import static dev.gatehouse.disclosure.domain.DraftTest.objection;
import static dev.gatehouse.disclosure.domain.DraftTest.suggestion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Objection.Standing;
import dev.gatehouse.disclosure.domain.Refusal.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftRulesTest {

    private static final String AGENT = "agent-chronology";
    private static final String OWNER = "iris.cole";

    private Draft draft = DisclosureScenario.draft();

    @Test
    void letsEverybodyOfTheCharterSuggestObjectAndComment() {
        for (String who : List.of("paul.meyer", "renata.lima", OWNER, "colin.reyes", AGENT)) {
            assertThat(rules().suggest(who, "timeline", 1)).isEmpty();
            assertThat(rules().object(who, "timeline")).isEmpty();
            assertThat(rules().comment(who, "timeline")).isEmpty();
        }
    }

    @Test
    void refusesWhoeverIsNotInTheCharterEvenAReaderOfTheLane() {
        assertRefused(rules().suggest("evelyn.stone", "timeline", 1), Code.NOT_IN_THE_CHARTER);
        assertRefused(rules().object("grace.liu", "timeline"), Code.NOT_IN_THE_CHARTER);
        assertRefused(rules().comment("bridge-chat", "timeline"), Code.NOT_IN_THE_CHARTER);
    }

    @Test
    void refusesASuggestionForASectionThatIsNotThere() {
        assertRefused(rules().suggest(AGENT, "missing", 1), Code.UNKNOWN_SECTION);
        assertRefused(rules().object(AGENT, "missing"), Code.UNKNOWN_SECTION);
    }

    @Test
    void refusesARevisionThatIsNotThere() {
        assertRefused(rules().suggest(AGENT, "timeline", 2), Code.UNKNOWN_BASE);
        assertRefused(rules().suggest(AGENT, "timeline", 0), Code.UNKNOWN_BASE);
    }

    @Test
    void refusesASuggestionOnAnOldBaseOnlyWhereItsSectionHasChanged() {
        draft = edited();

        assertRefused(rules().suggest(AGENT, "timeline", 1), Code.STALE_BASE);
        assertThat(rules().suggest(AGENT, "timeline", 2)).isEmpty();
        assertThat(rules().suggest(AGENT, "mitigation", 1)).isEmpty();
    }

    @Test
    void refusesToAcceptASuggestionWhoseSectionHasChangedSince() {
        draft = draft.suggested(suggestion("timeline", "03:52"));
        draft = edited();

        assertRefused(rules().accept(OWNER, "s-1", null), Code.STALE_BASE);
        assertThat(rules().reject(OWNER, "s-1", Suggestion.Kind.WORDING, "no")).isEmpty();
    }

    @Test
    void letsOnlyTheSectionsOwnerDecideOnASuggestion() {
        draft = draft.suggested(suggestion("timeline", "03:52"));

        assertRefused(rules().accept("paul.meyer", "s-1", null), Code.NOT_THE_SECTION_OWNER);
        assertRefused(rules().reject(AGENT, "s-1", Suggestion.Kind.WORDING, "no"), Code.NOT_THE_SECTION_OWNER);
        assertRefused(rules().accept(OWNER, "s-2", null), Code.UNKNOWN_SUGGESTION);
        assertThat(rules().accept(OWNER, "s-1", null)).isEmpty();
    }

    @Test
    void decidesOnASuggestionOnce() {
        draft = draft.suggested(suggestion("timeline", "x"))
                .rejected(suggestion("timeline", "x"), OWNER, Suggestion.Kind.WORDING, "no");

        assertRefused(rules().accept(OWNER, "s-1", null), Code.ALREADY_RULED);
    }

    @Test
    void takesFlaggedTextWithAReasonOnly() {
        draft = draft.suggested(suggestion("timeline", "We promise.", "promise"));

        assertRefused(rules().accept(OWNER, "s-1", " "), Code.FLAGGED_WITHOUT_REASON);
        assertThat(rules().accept(OWNER, "s-1", "It quotes the contract.")).isEmpty();
        assertRefused(rules().edit(OWNER, "timeline", 1, List.of("refund"), null), Code.FLAGGED_WITHOUT_REASON);
    }

    @Test
    void rejectsWithKindAndReason() {
        draft = draft.suggested(suggestion("timeline", "x"));

        assertRefused(rules().reject(OWNER, "s-1", null, "no"), Code.KIND_MISSING);
        assertRefused(rules().reject(OWNER, "s-1", Suggestion.Kind.WORDING, null), Code.REASON_MISSING);
    }

    @Test
    void letsOnlyItsOwnerEditASectionAndOnlyOnItsNewestText() {
        assertRefused(rules().edit("paul.meyer", "timeline", 1, List.of(), null), Code.NOT_THE_SECTION_OWNER);
        assertThat(rules().edit(OWNER, "timeline", 1, List.of(), null)).isEmpty();
        draft = edited();
        assertRefused(rules().edit(OWNER, "timeline", 1, List.of(), null), Code.STALE_BASE);
    }

    @Test
    void letsOnlyTheArtifactOwnerAddAndRemoveSections() {
        Section section = draft.section("timeline").orElseThrow();

        assertRefused(rules().add(OWNER, section, List.of(), null), Code.NOT_THE_ARTIFACT_OWNER);
        assertRefused(rules().add("paul.meyer", section, List.of(), null), Code.SECTION_EXISTS);
        assertRefused(rules().remove(OWNER, "timeline"), Code.NOT_THE_ARTIFACT_OWNER);
        assertThat(rules().remove("paul.meyer", "timeline")).isEmpty();
        draft = draft.withoutSection("timeline").withoutSection("mitigation").withoutSection("residual-issues");
        assertRefused(rules().remove("paul.meyer", "contract-caveats"), Code.LAST_SECTION);
    }

    @Test
    void letsOnlyItsOwnerPromoteAnAnnexAndOnlyAnAnnex() {
        assertRefused(rules().promote("paul.meyer", "contract-caveats", "needed"), Code.NOT_THE_SECTION_OWNER);
        assertRefused(rules().promote("renata.lima", "contract-caveats", null), Code.REASON_MISSING);
        assertRefused(rules().promote(OWNER, "timeline", "needed"), Code.NOT_AN_ANNEX);
        assertThat(rules().promote("renata.lima", "contract-caveats", "needed")).isEmpty();
    }

    @Test
    void letsOnlyTheRaiserWithdrawAndReopenAndOnlyTheOwnerResolve() {
        draft = draft.objected(objection("o-1", "timeline", Severity.BLOCKING));

        assertRefused(rules().moveObjection(OWNER, "o-1", Standing.WITHDRAWN, "no"), Code.NOT_THE_RAISER);
        assertRefused(rules().moveObjection("paul.meyer", "o-1", Standing.RESOLVED, "no"), Code.NOT_THE_SECTION_OWNER);
        assertRefused(rules().moveObjection(OWNER, "o-1", Standing.RESOLVED, null), Code.REASON_MISSING);
        assertRefused(rules().moveObjection("colin.reyes", "o-1", Standing.OPEN, "still"), Code.SAME_STATE);
        assertRefused(rules().moveObjection(OWNER, "o-9", Standing.RESOLVED, "done"), Code.UNKNOWN_OBJECTION);
        assertThat(rules().moveObjection(OWNER, "o-1", Standing.RESOLVED, "said so"))
                .isEmpty();
        draft = draft.objectionStands("o-1", Standing.RESOLVED);
        assertRefused(rules().moveObjection(OWNER, "o-1", Standing.OPEN, "still"), Code.NOT_THE_RAISER);
        assertThat(rules().moveObjection("colin.reyes", "o-1", Standing.OPEN, "not what I said"))
                .isEmpty();
    }

    @Test
    void letsTheRaiserWithdrawAlsoWithoutAnotherPartInThePacket() {
        draft = draft.objected(objection("o-1", "mitigation", Severity.BLOCKING));
        assertThat(draft.hasRaised("colin.reyes")).isTrue();
        assertThat(draft.hasRaised(OWNER)).isFalse();
    }

    @Test
    void proposesNothingWhileABlockingObjectionIsOpen() {
        draft = draft.objected(objection("o-1", "timeline", Severity.BLOCKING));

        assertRefused(rules().propose(List.of(), null, null), Code.BLOCKING_OBJECTION);
        draft = draft.objectionStands("o-1", Standing.RESOLVED);
        assertThat(rules().propose(List.of(), null, null)).isEmpty();
    }

    @Test
    void proposesOnStaleEvidenceWithAReasonOnly() {
        assertRefused(rules().propose(List.of("incident-timeline INC-88213"), null, null), Code.STALE_EVIDENCE);
        assertThat(rules().propose(List.of("incident-timeline INC-88213"), null, "Nothing newer is to come."))
                .isEmpty();
    }

    @Test
    void proposesAfterTheCharteredWindowWithAReasonOnly() {
        assertRefused(rules().propose(List.of(), "2026-04-20 12:00 UTC", " "), Code.WINDOW_OVER);
        assertThat(rules().propose(List.of(), "2026-04-20 12:00 UTC", "It is still needed."))
                .isEmpty();
    }

    @Test
    void acceptsResidualsByNameAndNothingElse() {
        draft = draft.objected(objection("o-1", "timeline", Severity.RESIDUAL))
                .objected(objection("o-2", "mitigation", Severity.RESIDUAL));

        assertThat(rules().acceptResiduals(Set.of("o-1")))
                .hasValue(Refusal.of(Code.RESIDUALS_UNNAMED, "missing", "o-2"));
        assertRefused(rules().acceptResiduals(Set.of("o-1", "o-2", "o-3")), Code.NOT_RESIDUAL);
        assertThat(rules().acceptResiduals(Set.of("o-1", "o-2"))).isEmpty();
    }

    @Test
    void releasesOnlyWithEveryPromotionNamed() {
        assertThat(rules().release(Set.of())).isEmpty();
        draft = draft.promoted("contract-caveats");
        assertRefused(rules().release(Set.of()), Code.PROMOTIONS_UNCONFIRMED);
        assertRefused(rules().release(Set.of("contract-caveats", "timeline")), Code.PROMOTIONS_UNCONFIRMED);
        assertThat(rules().release(Set.of("contract-caveats"))).isEmpty();
    }

    @Test
    void changesNothingBeforeTheCharterIsApprovedAndNothingAfterTheRelease() {
        draft = draft.suggested(suggestion("timeline", "x")).at(Stage.CHARTER);
        assertRefused(rules().suggest(AGENT, "timeline", 1), Code.CHARTER_NOT_APPROVED);
        assertRefused(rules().edit(OWNER, "timeline", 1, List.of(), null), Code.CHARTER_NOT_APPROVED);
        for (Stage closed : List.of(Stage.RELEASED, Stage.WITHDRAWN)) {
            draft = draft.at(closed);
            assertRefused(rules().suggest(AGENT, "timeline", 1), Code.PACKET_CLOSED);
            assertRefused(rules().object(AGENT, "timeline"), Code.PACKET_CLOSED);
            assertRefused(rules().edit(OWNER, "timeline", 1, List.of(), null), Code.PACKET_CLOSED);
            assertRefused(rules().accept(OWNER, "s-1", null), Code.PACKET_CLOSED);
            assertRefused(rules().remove("paul.meyer", "timeline"), Code.PACKET_CLOSED);
        }
    }

    private DraftRules rules() {
        return new DraftRules(draft);
    }

    private Draft edited() {
        return draft.edited("timeline", OWNER, "another text", List.of(), List.of(), null);
    }

    private static void assertRefused(Optional<Refusal> refusal, Code code) {
        assertThat(refusal.map(Refusal::code)).hasValue(code);
    }
}
