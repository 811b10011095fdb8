package dev.gatehouse.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.web.ProblemResolver;
import dev.gatehouse.web.ProblemWriter;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

class RecordDoorTest {
    private static final String PATH = "/api/records/incident-timeline/INC-88213";
    private static final String RECORD = """
            {"version": 7, "status": "APPROVED", "publishedAt": "2026-04-19T16:00:00Z", "content": {"n": 1}}""";

    private final Directory directory = mock(Directory.class);
    private final Records records = RecordDatabase.records(RecordDatabase.create());
    private final ObjectProvider<CitingCases> cited = new ObjectProvider<>() {
        @Override
        public Stream<CitingCases> stream() {
            return Stream.of((agent, register, key) -> agent.equals("agent-chronology") && key.equals("INC-88213"));
        }
    };
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(
                    new RecordDoor(records, directory, cited, DataSize.ofMegabytes(1)))
            .setHandlerExceptionResolvers(new ProblemResolver(new ProblemWriter()))
            .build();

    @BeforeEach
    void accounts() {
        when(directory.registers()).thenReturn(Set.of("incident-timeline", "contracts"));
        when(directory.registersOf("incident-tracker")).thenReturn(Set.of("incident-timeline"));
        when(directory.registersOf("contracts")).thenReturn(Set.of("contracts"));
        when(directory.groupsOf("arno.weiss")).thenReturn(Set.of(Groups.AUDITORS));
        when(directory.groupsOf("admin")).thenReturn(Set.of(Groups.ADMIN));
    }

    @Test
    void keepsANewVersionAndSaysItsHash() throws Exception {
        send("incident-tracker", PATH, RECORD)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.version").value(7))
                .andExpect(jsonPath("$.sha256")
                        .value(records.newestApproved("incident-timeline", "INC-88213")
                                .orElseThrow()
                                .sha256()));
    }

    @Test
    void showsAnAgentTheApprovedVersionsOfWhatItsCasesCite() throws Exception {
        when(directory.groupsOf("agent-chronology")).thenReturn(Set.of(Groups.AGENTS));
        when(directory.groupsOf("agent-other")).thenReturn(Set.of(Groups.AGENTS));
        String other = PATH.replace("88213", "99999");
        send("incident-tracker", PATH, RECORD);
        send("incident-tracker", PATH, RECORD.replace("7", "8").replace("APPROVED", "DRAFT"));
        send("incident-tracker", other, RECORD);

        mvc.perform(get(PATH).principal(named("agent-chronology")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.versions.length()").value(1))
                .andExpect(jsonPath("$.versions[0].version").value(7));
        mvc.perform(get(PATH + "/versions/7").principal(named("agent-chronology")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.content.n").value(1));
        mvc.perform(get(PATH + "/versions/8").principal(named("agent-chronology")))
                .andExpect(status().isNotFound());
        for (String closed : List.of(other, other + "/versions/7")) {
            mvc.perform(get(closed).principal(named("agent-chronology"))).andExpect(status().isForbidden());
        }
        // neither an agent that no case names, nor a person: people read what cases show them
        for (String outsider : List.of("agent-other", "maria.keller")) {
            mvc.perform(get(PATH + "/versions/7").principal(named(outsider))).andExpect(status().isForbidden());
        }
    }

    @Test
    void takesTheSameAgainHoweverItIsWritten() throws Exception {
        send("incident-tracker", PATH, RECORD);

        send("incident-tracker", PATH, """
                {"content": {"n": 1.0}, "publishedAt": "2026-04-19T16:00:00Z", "status": "APPROVED", "version": 7,
                 "register": "incident-timeline", "key": "INC-88213"}""").andExpect(status().isOk());
    }

    @Test
    void refusesTheSameVersionWithOtherContent() throws Exception {
        send("incident-tracker", PATH, RECORD);

        send("incident-tracker", PATH, RECORD.replace("\"n\": 1", "\"n\": 2"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("version-differs"));
        send("incident-tracker", PATH, RECORD.replace("16:00:00Z", "16:00:01Z")).andExpect(status().isConflict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contracts", "maria.keller", "agent-chronology", "arno.weiss", "admin"})
    void refusesWhoeverDoesNotMirrorTheRegister(String account) throws Exception {
        send(account, PATH, RECORD)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("register-not-own"));
        assertThat(records.versions("incident-timeline", "INC-88213")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-tracker", "arno.weiss"})
    void refusesARegisterThatNobodyMirrors(String account) throws Exception {
        send(account, "/api/records/nowhere/INC-88213", RECORD)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("unknown-register"));
        read(account, "/api/records/nowhere/INC-88213").andExpect(status().isNotFound());
    }

    @Test
    void namesEveryFaultAtOnce() throws Exception {
        send("incident-tracker", PATH, """
                {"version": 0, "status": "approved", "publishedAt": "2026-02-30T16:00:00Z", "content": [],
                 "register": "contracts", "key": 1, "more": true}""")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[*].pointer")
                        .value(org.hamcrest.Matchers.hasItems(
                                "/version", "/status", "/publishedAt", "/content", "/register", "/key", "/more")));
        send("incident-tracker", PATH, "{}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[*].pointer")
                        .value(containsInAnyOrder("/version", "/status", "/publishedAt", "/content")));
        send("incident-tracker", PATH, "[]").andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"version\": 7, \"version\": 7}",
                "{\"content\": {\"a\": \"\\ud800\"}}",
                "{\"content\": {\"a\": 9007199254740993}}",
                "{\"version\": 07}",
                "{} {}",
            })
    void refusesWhatIsNoStrictJson(String body) throws Exception {
        send("incident-tracker", PATH, body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("json-malformed"));
    }

    @Test
    void refusesMoreThanAMebibyte() throws Exception {
        send("incident-tracker", PATH, RECORD.replace("\"n\": 1", "\"n\": \"" + "x".repeat(1 << 20) + "\""))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.code").value("too-large"));
    }

    @Test
    void refusesAKeyThatNoDatabaseKeeps() throws Exception {
        send("incident-tracker", "/api/records/incident-timeline/" + "k".repeat(256), RECORD)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[0].pointer").value("/key"));
    }

    @Test
    void showsAuditorsAndTheMirroringAccountWhatIsKept() throws Exception {
        send("incident-tracker", PATH, RECORD);
        send(
                "incident-tracker",
                PATH,
                RECORD.replace("\"version\": 7", "\"version\": 8").replace("APPROVED", "DRAFT"));

        for (String reader : new String[] {"arno.weiss", "incident-tracker"}) {
            read(reader, PATH)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.versions[*].version").value(org.hamcrest.Matchers.contains(8, 7)));
            read(reader, PATH + "/versions/7")
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.content.n").value(1));
            read(reader, PATH + "/versions/9").andExpect(status().isNotFound());
        }
    }

    @Test
    void showsAnAdministratorWhichVersionsThereAreAndNoContent() throws Exception {
        send("incident-tracker", PATH, RECORD);

        read("admin", PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.versions[0].version").value(7))
                .andExpect(jsonPath("$.versions[0].content").doesNotExist());
        read("admin", PATH + "/versions/7").andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contracts", "maria.keller", "agent-chronology"})
    void isClosedToAllOtherReaders(String account) throws Exception {
        send("incident-tracker", PATH, RECORD);

        read(account, PATH)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("is not read by " + account)));
        read(account, PATH + "/versions/7").andExpect(status().isForbidden());
    }

    private ResultActions send(String account, String path, String body) throws Exception {
        return mvc.perform(put(path)
                .principal(named(account))
                .contentType("application/json")
                .content(body));
    }

    private ResultActions read(String account, String path) throws Exception {
        return mvc.perform(get(path).principal(named(account)));
    }

    private static Principal named(String account) {
        return () -> account;
    }
}
