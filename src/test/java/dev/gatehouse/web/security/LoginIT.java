package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.people.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The one login, and what is open to whom by its path. */
class LoginIT extends DoorsOfTheRunningApplication {

    @Autowired
    private Directory directory;

    @Test
    void everybodyOfTheDemoHasAnAccountAndGroups() {
        assertThat(directory.groupsOf("tom.baker")).containsExactly("bridgeLeads", "supportEngineers");
        assertThat(directory.membersOf("bridgeLeads")).containsExactly("maria.keller", "tom.baker");
        assertThat(directory.isPerson("maria.keller")).isTrue();
        assertThat(directory.isMachine("maria.keller")).isFalse();
        assertThat(directory.isMachine("agent-chronology")).isTrue();
        assertThat(directory.isPerson("bridge-workspace")).isFalse();
        assertThat(directory.sourceOf("bridge-workspace")).contains("urn:source:bridge-workspace");
        assertThat(directory.sourceOf("maria.keller")).isEmpty();
        assertThat(directory.exists("nobody.atall")).isFalse();
        assertThat(directory.groupsOf("nobody.atall")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cases",
                "/engine-rest/task",
                "/engine-rest/engine",
                "/camunda/api/engine/engine/{engine}/task",
                "/camunda/api/admin/auth/user/{engine}",
                "/camunda/api/cockpit/plugin/base/{engine}/process-definition/statistics",
                "/actuator/prometheus",
                "/actuator/env",
                "/v3/api-docs"
            })
    void asksWhoeverIsNobodyToSignInWithoutRedirect(String path) {
        Caller.Answer answer = nobody().get(inWebapp(path));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.header("location")).isEmpty();
    }

    @Test
    void tellsMachinesTheReasonAsProblem() {
        Caller.Answer answer = nobody().get("/api/cases");
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(401);
        assertThat(answer.json().path("code").asText()).isEqualTo("not-signed-in");
        assertThat(answer.header("www-authenticate")).startsWith("Basic");
    }

    @Test
    void keepsTheBrowsersOwnPasswordPromptAway() {
        Caller.Answer answer = nobody().send(nobody().request("/api/cases").header("Sec-Fetch-Mode", "cors"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/cases/x", "/camunda/app/tasklist/{engine}/", "/camunda/app/cockpit/{engine}/", "/nonsense"
            })
    void sendsPeopleWhoOpenAPageToTheLoginPage(String path) {
        Caller.Answer answer = nobody().navigate(inWebapp(path));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(302);
        assertThat(answer.header("location")).endsWith("/login");
    }

    @Test
    void saysOnTheLoginPageThatThisIsTheDemo() {
        Caller.Answer page = nobody().navigate("/login");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("every password equals the account").doesNotContain("create-admin");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(nobody().get("/look/gatehouse.css").status()).isEqualTo(200);
    }

    @Test
    void signsInOnceForTasklistEngineAndPages() {
        Caller maria = session("maria.keller");
        assertThat(maria.navigate("/").header("location")).endsWith(inWebapp("/camunda/app/tasklist/{engine}/"));
        assertThat(maria.navigate(inWebapp("/camunda/app/tasklist/{engine}/")).status())
                .isEqualTo(200);
        Caller.Answer tasks = maria.get(inWebapp("/camunda/api/engine/engine/{engine}/task"));
        assertThat(tasks.status()).as(tasks.toString()).isEqualTo(200);
        Caller.Answer self = maria.get(inWebapp("/camunda/api/admin/auth/user/{engine}"));
        assertThat(self.status()).as(self.toString()).isEqualTo(200);
        assertThat(self.json().path("userId").asText()).isEqualTo("maria.keller");
        assertThat(self.json().path("authorizedApps").toString())
                .contains("tasklist")
                .doesNotContain("cockpit");
        assertThat(maria.get("/engine-rest/task").status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongPasswordAtBothFaces() {
        Caller stranger = nobody();
        assertThat(stranger.signIn("yusuf.aydin", "wrong").header("location")).endsWith("/login?refused");
        Caller.Answer answer = Caller.basic(port, "ines.novak", "wrong").get("/engine-rest/task");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("wrong");
    }

    @Test
    void makesAnAccountWaitAfterAWrongPassword() {
        assertThat(Caller.basic(port, "kofi.mensah", "wrong")
                        .get("/engine-rest/task")
                        .status())
                .isEqualTo(401);
        assertThat(Caller.basic(port, "kofi.mensah").get("/engine-rest/task").status())
                .as("the right password, too soon")
                .isEqualTo(401);
    }

    @Test
    void endsTheSessionWhenTheWebappSignsOut() {
        Caller maria = session("maria.keller");
        maria.navigate(inWebapp("/camunda/app/tasklist/{engine}/"));
        Caller.Answer out = maria.post(inWebapp("/camunda/api/admin/auth/user/{engine}/logout"), "");
        assertThat(out.status()).as(out.toString()).isEqualTo(200);
        assertThat(maria.get(inWebapp("/camunda/api/engine/engine/{engine}/task"))
                        .status())
                .isEqualTo(401);
        assertThat(maria.get("/api/cases").status()).isEqualTo(401);
    }

    @Test
    void forgetsTheFormerPersonWhenAnotherSignsIn() {
        Caller browser = session("admin");
        browser.navigate(inWebapp("/camunda/app/cockpit/{engine}/"));
        browser.signIn("maria.keller", "maria.keller");
        assertThat(browser.get(inWebapp("/camunda/api/admin/auth/user/{engine}"))
                        .status())
                .isEqualTo(404);
        browser.navigate(inWebapp("/camunda/app/tasklist/{engine}/"));
        assertThat(browser.get(inWebapp("/camunda/api/admin/auth/user/{engine}"))
                        .json()
                        .path("userId")
                        .asText())
                .isEqualTo("maria.keller");
    }

    @Test
    void closesSetupForEverybody() {
        String user = "{\"profile\":{\"id\":\"eve\"},\"credentials\":{\"password\":\"eve\"}}";
        assertThat(nobody().post(inWebapp("/camunda/api/admin/setup/{engine}/user/create"), user)
                        .status())
                .isEqualTo(401);
        Caller admin = session("admin");
        admin.navigate(inWebapp("/camunda/app/admin/{engine}/"));
        assertThat(admin.post(inWebapp("/camunda/api/admin/setup/{engine}/user/create"), user)
                        .status())
                .isEqualTo(403);
        assertThat(directory.exists("eve")).isFalse();
    }

    @Test
    void opensCockpitAndAdminToAdminsAlone() {
        Caller maria = session("maria.keller");
        maria.navigate(inWebapp("/camunda/app/tasklist/{engine}/"));
        for (String path : new String[] {
            inWebapp("/camunda/app/cockpit/{engine}/"),
            inWebapp("/camunda/app/admin/{engine}/"),
            inWebapp("/camunda/api/cockpit/plugin/base/{engine}/process-definition/statistics")
        }) {
            assertThat(maria.get(path).status()).as(path).isEqualTo(403);
            assertThat(session("admin").get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void showsHealthToAllAndFiguresToAdmins() {
        assertThat(nobody().get("/actuator/health").status()).isEqualTo(200);
        assertThat(basic("admin").get("/actuator/prometheus").status()).isNotIn(401, 403);
        assertThat(basic("maria.keller").get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(basic("admin").get("/actuator/env").status()).isEqualTo(403);
        assertThat(basic("admin").get("/actuator").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonsense", "/engine-restx/task", "/demo/people.json", "/h2-console", "/camundax"})
    void closesWhatIsNotNamed(String path) {
        assertThat(basic("admin").get(path).status()).isIn(401, 403);
        assertThat(session("admin").get(path).status()).isEqualTo(403);
    }

    @Test
    void wantsTheTokenFromASessionAndFromABrowserThatKnowsThePassword() {
        Caller maria = session("maria.keller");
        Caller.Answer without = maria.send(maria.request("/api/events")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().path("code").asText()).isEqualTo("token-missing");
        assertThat(maria.post("/api/events", "{}").body()).doesNotContain("token-missing");
        assertThat(basic("bridge-workspace").post("/api/events", "{}").body()).doesNotContain("token-missing");
        Caller source = basic("bridge-workspace");
        Caller.Answer lured = source.send(source.request("/api/events")
                .header("Content-Type", "text/plain")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(lured.json().path("code").asText()).isEqualTo("token-missing");
    }

    @Test
    void asksAScriptThatForgotItsPasswordForThatAndNotForAToken() {
        assertThat(nobody().post("/api/events", "{}").status()).isEqualTo(401);
        assertThat(nobody().post("/engine-rest/message", "{}").status()).isEqualTo(401);
    }

    @Test
    void keepsMachinesOutOfTheWebapp() {
        Caller source = session("bridge-workspace");
        assertThat(source.get(inWebapp("/camunda/api/engine/engine/{engine}/task"))
                        .status())
                .isEqualTo(403);
        assertThat(source.get(inWebapp("/camunda/app/tasklist/{engine}/")).status())
                .isEqualTo(403);
    }
}
