package dev.gatehouse.disclosure.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Objection.Standing;
import dev.gatehouse.disclosure.domain.Objection.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static final String AGENT = "agent-chronology";

    private final Draft draft = DisclosureScenario.draft();

    @Test
    void makesTheSuggestionsTextTheSectionsInTheNextRevision() {
        Draft accepted = accepted(draft, "timeline", "03:52");

        assertThat(accepted.revision()).isEqualTo(2);
        assertThat(accepted.section("timeline").orElseThrow().markdown()).isEqualTo("03:52");
        assertThat(accepted.section("timeline").orElseThrow().changedIn()).isEqualTo(2);
        assertThat(accepted.section("mitigation").orElseThrow().changedIn()).isEqualTo(1);
        assertThat(accepted.suggestions().get(0).state()).isEqualTo(Suggestion.State.ACCEPTED);
    }

    @Test
    void citesTheNewerVersionOfARecordInThePlaceOfTheOlder() {
        Draft accepted = accepted(draft, "timeline", "03:52");

        assertThat(accepted.section("timeline").orElseThrow().citations())
                .containsExactly(new Citation("incident-timeline", "INC-88213", 8));
    }

    @Test
    void remembersWhoProposedAndWhoAcceptedText() {
        Draft accepted = accepted(draft, "timeline", "03:52");

        assertThat(accepted.holdsTextOf(AGENT)).isTrue();
        assertThat(accepted.holdsTextOf("iris.cole")).isTrue();
        assertThat(accepted.holdsTextOf("renata.lima")).isFalse();
    }

    @Test
    void remembersWhoEditedText() {
        Draft edited = draft.edited("contract-caveats", "renata.lima", "Other.", List.of(), List.of(), null);

        assertThat(edited.holdsTextOf("renata.lima")).isTrue();
        assertThat(edited.withoutSection("contract-caveats").holdsTextOf("renata.lima"))
                .isFalse();
    }

    @Test
    void holdsNoTextOfWhoeverWasRejected() {
        Draft rejected = draft.suggested(suggestion("timeline", "x"))
                .rejected(suggestion("timeline", "x"), "iris.cole", Suggestion.Kind.WORDING, "no");

        assertThat(rejected.holdsTextOf(AGENT)).isFalse();
        assertThat(rejected.revision()).isEqualTo(1);
        assertThat(rejected.suggestions().get(0).state()).isEqualTo(Suggestion.State.REJECTED);
    }

    @Test
    void listsFlaggedWordsWithWhatWasSaidOfThem() {
        Draft rejected = draft.suggested(suggestion("timeline", "x", "refund"))
                .rejected(suggestion("timeline", "x", "refund"), "iris.cole", Suggestion.Kind.OUT_OF_BOUNDS, "no");
        Draft edited = rejected.edited("timeline", "iris.cole", "y", List.of(), List.of("promise"), "quoted");

        assertThat(edited.flaggedWords())
                .containsExactly(
                        new FlaggedWord("refund", "timeline", false, "no", "iris.cole"),
                        new FlaggedWord("promise", "timeline", true, "quoted", "iris.cole"));
    }

    @Test
    void keepsAnObjectionThroughEditsOfItsSection() {
        Draft edited = draft.objected(objection("o-1", "timeline", Severity.RESIDUAL))
                .edited("timeline", "iris.cole", "y", List.of(), List.of(), null);

        assertThat(edited.stateOf(edited.objection("o-1").orElseThrow())).isEqualTo(State.OPEN);
    }

    @Test
    void showsAnObjectionWithoutItsSectionAsOrphanedAndNeverLosesIt() {
        Draft orphaning =
                draft.objected(objection("o-1", "timeline", Severity.BLOCKING)).withoutSection("timeline");

        assertThat(orphaning.stateOf(orphaning.objection("o-1").orElseThrow())).isEqualTo(State.ORPHANED);
        assertThat(orphaning.objections()).hasSize(1);
        Draft back = orphaning.withSection(draft.section("timeline").orElseThrow(), "paul.meyer", List.of(), null);
        assertThat(back.stateOf(back.objection("o-1").orElseThrow())).isEqualTo(State.OPEN);
    }

    @Test
    void acceptsAResidualObjectionForOneRevisionOnly() {
        Draft accepted = draft.objected(objection("o-1", "timeline", Severity.RESIDUAL))
                .objected(objection("o-2", "timeline", Severity.BLOCKING))
                .residualsAccepted("renata.lima", "2026-04-20T09:00:00Z");

        assertThat(accepted.acceptedResiduals())
                .extracting(Objection::objectionId)
                .containsExactly("o-1");
        assertThat(accepted.openBlocking()).extracting(Objection::objectionId).containsExactly("o-2");
        assertThat(accepted.nextRevision().openResiduals())
                .extracting(Objection::objectionId)
                .containsExactly("o-1");
    }

    @Test
    void opensAnObjectionAgainAfterItWasResolved() {
        Draft resolved = draft.objected(objection("o-1", "timeline", Severity.RESIDUAL))
                .objectionStands("o-1", Standing.RESOLVED);

        assertThat(resolved.openResiduals()).isEmpty();
        assertThat(resolved.objectionStands("o-1", Standing.OPEN).openResiduals())
                .hasSize(1);
    }

    @Test
    void knowsWhichAnnexWasPromoted() {
        assertThat(draft.promoted()).isEmpty();
        Draft promoted = draft.promoted("contract-caveats");

        assertThat(promoted.promoted()).containsExactly("contract-caveats");
        assertThat(promoted.revision()).isEqualTo(2);
        assertThat(promoted.holdsTextOf("renata.lima")).isFalse();
    }

    private static Draft accepted(Draft draft, String sectionId, String text) {
        Suggestion suggestion = suggestion(sectionId, text);
        return draft.suggested(suggestion).accepted(suggestion, "iris.cole", null);
    }

    static Suggestion suggestion(String sectionId, String text, String... flags) {
        return new Suggestion(
                "s-1",
                sectionId,
                AGENT,
                1,
                text,
                "the record says so",
                List.of(new Citation("incident-timeline", "INC-88213", 8)),
                List.of(flags),
                null);
    }

    static Objection objection(String objectionId, String sectionId, Severity severity) {
        return new Objection(
                objectionId,
                sectionId,
                "colin.reyes",
                severity,
                "disputed for one region",
                1,
                Standing.OPEN,
                null,
                null,
                null);
    }

    @Test
    void leavesItsGatesForABlockingObjectionAtOnceAndForAnyOtherAfterTheReview() {
        assertThat(Stage.DRAFT.endsBy(Severity.BLOCKING)).isFalse();
        assertThat(Stage.REVIEW.endsBy(Severity.RESIDUAL)).isFalse();
        assertThat(Stage.REVIEW.endsBy(Severity.BLOCKING)).isTrue();
        for (Stage signed : List.of(Stage.RESIDUAL, Stage.SIGNING, Stage.RELEASE)) {
            assertThat(signed.endsBy(Severity.RESIDUAL)).isTrue();
        }
        assertThat(Stage.RELEASED.endsBy(Severity.BLOCKING)).isFalse();
    }
}
