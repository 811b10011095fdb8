package dev.gatehouse.lane;

import static dev.gatehouse.lane.LaneFixture.EVELYN;
import static dev.gatehouse.lane.LaneFixture.LANE;
import static dev.gatehouse.lane.LaneFixture.OMAR;
import static dev.gatehouse.lane.LaneFixture.OUTSIDER;
import static dev.gatehouse.lane.LaneFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.verify.VerifyPacket;
import dev.gatehouse.web.ProblemResolver;
import dev.gatehouse.web.ProblemWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class LaneDoorTest {
    private static final String PACKET = "/api/lanes/" + LANE + "/packets/REC-1";

    @TempDir
    private Path folder;

    private LaneFixture fixture;
    private LaneCopy copy;
    private MockMvc mvc;

    @BeforeEach
    void released() {
        fixture = new LaneFixture(folder.resolve("keys"));
        copy = fixture.drill("REC-1");
        mvc = MockMvcBuilders.standaloneSetup(new LaneDoor(fixture.desk))
                .setHandlerExceptionResolvers(new ProblemResolver(new ProblemWriter()))
                .build();
    }

    @Test
    void givesAReaderThePacketItsManifestAndTheirMark() throws Exception {
        read(EVELYN, PACKET)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.packetId").value("REC-1"))
                .andExpect(jsonPath("$.revision").value(2))
                .andExpect(jsonPath("$.sha256").value(copy.sha256()))
                .andExpect(jsonPath("$.packet.blockedTerms[0].term").value("contract rewrite"))
                .andExpect(jsonPath("$.envelope.payloadType").value("application/vnd.gatehouse.manifest+json"))
                .andExpect(jsonPath("$.copyMark").value(copy.marks().get(EVELYN)))
                .andExpect(jsonPath("$.drill").value(true))
                .andExpect(jsonPath("$.stale").value(false));
        read(EVELYN, PACKET + "/manifest")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.signatures[0].keyid").exists());
    }

    @Test
    void givesOutWhatVerifiesOffline() throws Exception {
        JsonNode answer =
                StrictJson.read(read(EVELYN, PACKET).andReturn().getResponse().getContentAsByteArray());
        String state = read(EVELYN, "/api/lanes/" + LANE + "/state")
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        write("manifest.json", answer.path("envelope").toString());
        write("packet.json", answer.path("packet").toString());
        write("keys.json", fixture.keys.jwkSet().toString());
        write("state.json", state);

        assertThat(verify()).isZero();

        send(OWNER, PACKET + "/withdrawal", withdrawal());
        write(
                "state.json",
                read(EVELYN, "/api/lanes/" + LANE + "/state")
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));

        assertThat(verify()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {PACKET, PACKET + "/manifest", PACKET + "/attempts", "/api/lanes/nowhere/packets/REC-1"})
    void refusesOutsidersWithTheSameSentence(String path) throws Exception {
        read(OUTSIDER, path)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("not-in-audience"));
        fixture.at("REC-1", "2026-06-01T00:00:00Z");
        read(OUTSIDER, path)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("not-in-audience"));
    }

    @Test
    void refusesUnknownIdsLikeEverythingElse() throws Exception {
        read(EVELYN, "/api/lanes/" + LANE + "/packets/NO-SUCH-CASE").andExpect(status().isForbidden());
        send(EVELYN, "/api/lanes/" + LANE + "/packets/NO-SUCH-CASE/forwards", "{}")
                .andExpect(status().isForbidden());
    }

    @Test
    void saysThatItIsOver() throws Exception {
        fixture.at("REC-1", "2026-05-01T18:00:00Z");

        read(EVELYN, PACKET)
                .andExpect(status().isGone())
                .andExpect(jsonPath("$.code").value("expired"));
        read(EVELYN, PACKET + "/manifest").andExpect(status().isGone());
    }

    @Test
    void recordsForwardsAndBlocksThoseThatLeaveTheAudience() throws Exception {
        send(EVELYN, PACKET + "/forwards", "{\"to\": [\"omar.haddad\"]}")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.to[0]").value(OMAR));
        send(OMAR, PACKET + "/forwards", "{\"to\": [\"evelyn.stone\", \"cio@northwind.example\"]}")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("outside-audience"));
        read(OWNER, PACKET + "/attempts")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.attempts[*].person").value(hasItem(OMAR)))
                .andExpect(jsonPath("$.attempts[0].what").value("forward"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"to\": []}",
                "{\"to\": \"omar.haddad\"}",
                "{\"to\": [\"omar haddad\"]}",
                "{\"to\": [\"@\"]}",
                "{\"to\": [\"a@@b\"]}",
                "{\"to\": [7]}",
                "{\"to\": [\"omar.haddad\", \"\"]}",
                "{\"to\": [\"omar.haddad\"], \"cc\": []}",
                "{\"to\": [\"omar.haddad\"], \"to\": []}",
                "not json",
            })
    void refusesMalformedAddresses(String body) throws Exception {
        send(EVELYN, PACKET + "/forwards", body).andExpect(status().isBadRequest());
        send(OUTSIDER, PACKET + "/forwards", body).andExpect(status().isForbidden());
    }

    @Test
    void isWithdrawnByItsReleaseOwnerWithEveryFaultNamed() throws Exception {
        send(OWNER, PACKET + "/withdrawal", "{\"reason\": \" \"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[*].pointer").value(containsInAnyOrder("/reason", "/sha256")));
        send(OUTSIDER, PACKET + "/withdrawal", withdrawal()).andExpect(status().isForbidden());
        send(EVELYN, PACKET + "/withdrawal", withdrawal()).andExpect(status().isForbidden());
        send(OWNER, PACKET + "/withdrawal", withdrawal().replace(copy.sha256(), "0".repeat(64)))
                .andExpect(status().isConflict());
        send(OWNER, PACKET + "/withdrawal", withdrawal())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("WITHDRAWN"));
        read(EVELYN, PACKET)
                .andExpect(status().isGone())
                .andExpect(jsonPath("$.code").value("withdrawn"));
        send(OWNER, PACKET + "/withdrawal", withdrawal()).andExpect(status().isGone());
    }

    @Test
    void keepsTheStateFromOutsiders() throws Exception {
        read(OUTSIDER, "/api/lanes/" + LANE + "/state").andExpect(status().isForbidden());
    }

    private String withdrawal() {
        return "{\"reason\": \"the cap was wrong\", \"sha256\": \"" + copy.sha256() + "\"}";
    }

    private int verify() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new VerifyPacket()
                .run(
                        List.of(
                                file("manifest.json"),
                                file("packet.json"),
                                "--keys",
                                file("keys.json"),
                                "--lane",
                                LANE,
                                "--reader",
                                EVELYN,
                                "--at",
                                "2026-04-28T12:00:00Z",
                                "--state",
                                file("state.json")),
                        nowhere,
                        nowhere);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private ResultActions read(String account, String path) throws Exception {
        return mvc.perform(get(path).principal(() -> account));
    }

    private ResultActions send(String account, String path, String body) throws Exception {
        return mvc.perform(post(path)
                .principal(() -> account)
                .contentType("application/json")
                .content(body));
    }
}
