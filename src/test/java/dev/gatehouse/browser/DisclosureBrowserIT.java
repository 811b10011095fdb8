package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.testing.Doors;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People in Tasklist on the running demo: a disclosure packet from its charter to its reader, gate by gate. */
class DisclosureBrowserIT extends RunningDemo {

    private static final String FLOW = "disclosure-packet-release";
    private static final Map<String, String> MIRRORS =
            Map.of("incident-timeline", "incident-tracker", "cases", "crm", "contracts", "contracts");

    private final String caseId = "DISC-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aDisclosureIsCharteredWrittenReviewedSignedReleasedAndAcknowledged() throws Exception {
        Doors doors = new Doors(url(""));
        mirrorRecords(doors);
        Doors.Answer started =
                doors.start("paul.meyer", FLOW, DisclosureScenario.request().put("caseId", caseId));
        assertThat(started.status()).as(started.text()).isEqualTo(200);

        Page renata = signIn("renata.lima", 1280);
        look(renata, "approve-charter", "renata.lima");
        yes(renata, "approve");

        ObjectNode drift = Doors.JSON
                .createObjectNode()
                .put("sectionId", "mitigation")
                .put("baseRevision", 1)
                .put("markdown", "We will credit the affected months.")
                .put("rationale", "Support asked for it.");
        drift.putArray("citations");
        assertThat(doors.post("agent-chronology", "/api/packets/" + caseId + "/suggestions", drift)
                        .status())
                .isEqualTo(201);
        Page paul = signIn("paul.meyer", 1280);
        look(paul, "maintain-draft", "paul.meyer");
        assertThat(paul.locator("form.gh")).containsText("we will credit");
        paul.getByLabel("Reason", new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill("No credits here.");
        paul.getByLabel("Why, if you reject it").selectOption("out-of-bounds");
        paul.getByText("Reject", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(paul.locator("form.gh")).containsText("is rejected");
        yes(paul, "propose");

        Page iris = signIn("iris.cole", 1280);
        look(iris, "review-revision", "iris.cole");
        yes(iris, "agree");
        Page colin = signIn("colin.reyes", 1280);
        open(colin, task("review-revision", "colin.reyes"));
        yes(colin, "agree");

        look(paul, "sign-manifest", "paul.meyer");
        yes(paul, "sign");
        open(iris, task("sign-manifest", "iris.cole"));
        yes(iris, "sign");

        look(renata, "approve-release", "renata.lima");
        yes(renata, "release");

        Page evelyn = signIn("evelyn.stone", 1280);
        look(evelyn, "acknowledge-intake", "evelyn.stone");
        assertThat(evelyn.locator("form.gh")).not().containsText("9.2 notice period");
        yes(evelyn, "accept");
    }

    private void look(Page page, String gate, String person) throws Exception {
        open(page, task(gate, person));
        assertThat(page.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picture(page, "disclosure-" + gate);
    }

    /** The plain yes of a gate, with whatever it wants ticked first. */
    private static void yes(Page page, String decision) {
        page.locator("form.gh .gh-tick input").all().forEach(Locator::check);
        decide(page, decision);
    }

    private String task(String gate, String person) {
        Doors doors = new Doors(url(""));
        return Doors.await(person + " has " + gate, () -> doors.caseOf("arno.weiss", caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate)
                        && open.path("assignee").asText().equals(person))
                .map(open -> open.path("taskId").asText())
                .findFirst());
    }

    private static void mirrorRecords(Doors doors) {
        for (JsonNode record : DisclosureScenario.records()) {
            if (record.path("version").asInt() == 9) {
                continue;
            }
            String register = record.path("register").asText();
            ObjectNode sent = Doors.JSON.createObjectNode();
            for (String field : new String[] {"version", "status", "publishedAt", "content"}) {
                sent.set(field, record.path(field));
            }
            assertThat(doors.put(
                                    String.valueOf(MIRRORS.get(register)),
                                    "/api/records/" + register + "/"
                                            + record.path("key").asText(),
                                    sent)
                            .status())
                    .isBetween(200, 201);
        }
    }
}
