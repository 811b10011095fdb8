package dev.gatehouse.disclosure.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.disclosure.domain.Comment;
import dev.gatehouse.disclosure.domain.Commitment;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Objection.Standing;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.domain.Suggestion;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasedFormTest {

    private static final String CASE = "DISC-2026-0093";

    private final Draft draft = DisclosureScenario.draft().objected(objection());

    @Test
    void hasExactlyTheFieldsOfTheSpec() {
        JsonNode form = ReleasedForm.of(CASE, draft);

        assertThat(form.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("packetId", "revision", "boundary", "sections", "annex", "objections");
        assertThat(form.path("sections").findValuesAsText("sectionId"))
                .containsExactly("timeline", "mitigation", "residual-issues");
        assertThat(form.path("sections").get(0).toString())
                .isEqualTo(DisclosureScenario.request().path("sections").get(0).toString());
        assertThat(form.path("objections").toString())
                .isEqualTo("[{\"objectionId\":\"o-1\",\"sectionId\":\"residual-issues\",\"severity\":\"residual\","
                        + "\"statement\":\"disputed for one region\"}]");
    }

    @Test
    void hidesAnAnnexBehindItsCommitment() {
        JsonNode form = ReleasedForm.of(CASE, draft);

        assertThat(form.toString()).doesNotContain("9.2");
        assertThat(form.path("annex").toString())
                .isEqualTo("[{\"sectionId\":\"contract-caveats\",\"owner\":\"renata.lima\",\"commitment\":\""
                        + Commitment.of(
                                Commitment.drillSalt(CASE, "contract-caveats"), "Section 9.2 notice period applies.")
                        + "\"}]");
        assertThat(ReleasedForm.of(CASE, draft.promoted("contract-caveats")).toString())
                .contains("9.2");
    }

    @Test
    void keepsItsHashWhateverIsSaidAboutIt() {
        Suggestion suggestion = new Suggestion("s-1", "timeline", "x", 1, "y", "", List.of(), List.of(), null);
        Draft talkedAbout = draft.suggested(suggestion)
                .commented(new Comment("x", "timeline", "hm", "2026-04-20T09:00:00Z"))
                .objectionStands("o-1", Standing.RESOLVED)
                .at(Stage.REVIEW);

        assertThat(hash(talkedAbout)).isEqualTo(hash(draft));
    }

    @Test
    void changesItsHashWithEverythingThatIsReleased() {
        assertThat(List.of(
                        hash(draft),
                        hash(draft.nextRevision()),
                        hash(draft.edited("timeline", "iris.cole", "x", List.of(), List.of(), null)),
                        hash(draft.edited("contract-caveats", "renata.lima", "x", List.of(), List.of(), null)),
                        hash(draft.promoted("contract-caveats")),
                        hash(DisclosureScenario.draft())))
                .doesNotHaveDuplicates();
    }

    @Test
    void comesBackFromTheStoreAsItWas() {
        Suggestion suggestion =
                new Suggestion("s-1", "timeline", "a", 1, "y", "why", List.of(), List.of("refund"), null);
        Draft full = draft.suggested(suggestion)
                .rejected(suggestion, "iris.cole", Suggestion.Kind.OUT_OF_BOUNDS, "no")
                .suggested(new Suggestion("s-2", "mitigation", "a", 1, "z", "", List.of(), List.of(), null))
                .edited("timeline", "iris.cole", "x", List.of(), List.of("promise"), "quoted")
                .commented(new Comment("x", "timeline", "hm", "2026-04-20T09:00:00Z"))
                .residualsAccepted("renata.lima", "2026-04-20T09:00:00Z")
                .promoted("contract-caveats")
                .at(Stage.SIGNING);

        assertThat(DraftJson.read(DraftJson.write(full))).isEqualTo(full);
    }

    private static String hash(Draft draft) {
        return Sha256.hex(CanonicalJson.bytes(ReleasedForm.of(CASE, draft)));
    }

    private static Objection objection() {
        return new Objection(
                "o-1",
                "residual-issues",
                "colin.reyes",
                Severity.RESIDUAL,
                "disputed for one region",
                1,
                Standing.OPEN,
                null,
                null,
                null);
    }
}
