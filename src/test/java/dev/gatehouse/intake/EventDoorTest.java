package dev.gatehouse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.people.Directory;
import dev.gatehouse.web.ProblemResolver;
import dev.gatehouse.web.ProblemWriter;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

class EventDoorTest {
    private static final Instant NOW = Instant.parse("2026-04-17T15:00:00Z");
    private static final String START = "support.command-window.declared";
    private static final String EVIDENCE = "support.evidence.rescheduled";
    private static final String WINDOW = "support.window.changed";

    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource());
    private final Inbox inbox = new Inbox(jdbc);
    private final Ledger ledger = mock(Ledger.class);
    private final ChangeDelivery delivery = mock(ChangeDelivery.class);
    private final CaseStarter starter = mock(CaseStarter.class);
    private final ChangeAuthority authority = mock(ChangeAuthority.class);
    private MockMvc mvc = mvc(DataSize.ofMegabytes(1));

    /** A new database; the class for PostgreSQL gives another one. */
    DataSource dataSource() {
        return new DriverManagerDataSource(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
    }

    /** The folder of what this database needs of its own. */
    String vendor() {
        return "h2";
    }

    private MockMvc mvc(DataSize largestBody) {
        Directory directory = mock(Directory.class);
        for (String source : List.of("incident-tracker", "contracts", "bridge-chat", "bridge-workspace")) {
            when(directory.sourceOf(source)).thenReturn(Optional.of("urn:source:" + source));
        }
        when(starter.startType()).thenReturn(START);
        EventIntake intake = new EventIntake(
                inbox,
                ledger,
                directory,
                authority,
                provider(CaseStarter.class, starter),
                provider(ChangeDelivery.class, delivery),
                provider(EventKinds.class, new CommandWindowKinds()),
                jdbc,
                new DataSourceTransactionManager(jdbc.getDataSource()),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return MockMvcBuilders.standaloneSetup(new EventDoor(intake, largestBody))
                .setHandlerExceptionResolvers(new ProblemResolver(new ProblemWriter()))
                .build();
    }

    private static <T> ObjectProvider<T> provider(Class<T> type, T bean) {
        return new StaticListableBeanFactory(Map.of("bean", bean)).getBeanProvider(type);
    }

    @BeforeEach
    void cases() {
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/vendor/" + vendor() + "/V1_1__bytes.sql"),
                        new ClassPathResource("db/migration/V3__cases_and_gates.sql"),
                        new ClassPathResource("db/migration/V4__inbox.sql"))
                .execute(jdbc.getDataSource());
        addCase("LIVE", false, "OPEN");
        addCase("DRILL", true, "OPEN");
        addCase("OVER", false, "ENDED");
        when(authority.rule(any(), any(), any()))
                .thenAnswer(call -> ruling(!"bridge-chat".equals(call.getArgument(0))));
    }

    @Test
    void acceptsAStructuredEvent() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "LIVE"))
                .andExpect(status().isAccepted())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].id").value("e1"))
                .andExpect(jsonPath("$[0].source").value("urn:source:incident-tracker"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"))
                .andExpect(jsonPath("$[0].reason").value(nullValue()));
        assertThat(inbox.unapplied("LIVE")).singleElement().satisfies(event -> {
            assertThat(event.eventId()).isEqualTo("e1");
            assertThat(event.time()).isEqualTo(Instant.parse("2026-04-17T14:50:00Z"));
            assertThat(event.receivedAt()).isEqualTo(NOW);
            assertThat(event.account()).isEqualTo("incident-tracker");
            assertThat(event.data().path("evidenceId").asText()).isEqualTo("notes");
            assertThat(event.applied()).isFalse();
        });
        verify(ledger)
                .append(
                        eq("LIVE"),
                        eq("incident-tracker"),
                        eq(LedgerKind.EVENT_ACCEPTED),
                        eq("urn:source:incident-tracker#e1"),
                        any(),
                        eq(Map.of("change-authority", "3")));
        verify(delivery).caseHasNews("LIVE");
    }

    @Test
    void takesTheSameEventOnceWhateverTheMode() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "LIVE")).andExpect(status().isAccepted());
        mvc.perform(request("incident-tracker")
                        .contentType("application/cloudevents-batch+json; charset=utf-8")
                        .content("[" + event("e1", EVIDENCE, "LIVE") + "]"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("duplicate"))
                .andExpect(jsonPath("$[0].reason").value(containsString("was accepted")));
        mvc.perform(request("incident-tracker")
                        .contentType("application/json")
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "e1")
                        .header("ce-source", "urn:source:incident-tracker")
                        .header("ce-type", EVIDENCE)
                        .header("ce-subject", "LIVE")
                        .header("ce-time", "2026-04-17T14:50:00Z")
                        .content("{\"readyAt\":\"2026-04-17T15:50:00Z\",\"evidenceId\":\"notes\"}"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("duplicate"));
        assertThat(inbox.of("LIVE")).hasSize(1);
        verify(ledger, times(1)).append(any(), any(), any(), any(), any(), any());
        verify(delivery, times(1)).caseHasNews("LIVE");
    }

    @Test
    void takesPlainJsonAsOneEventOrAsABatch() throws Exception {
        mvc.perform(request("incident-tracker").contentType("application/json").content(event("e1", EVIDENCE, "LIVE")))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
        mvc.perform(request("incident-tracker")
                        .contentType("application/json")
                        .content("[" + event("e2", EVIDENCE, "LIVE") + "]"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
    }

    @Test
    void answersABatchInItsOrder() throws Exception {
        sendBatch(
                        "incident-tracker",
                        event("e1", EVIDENCE, "LIVE"),
                        event("e2", EVIDENCE, "NOWHERE"),
                        event("e3", EVIDENCE, "OVER"),
                        event("e1", EVIDENCE, "LIVE"),
                        event("e5", EVIDENCE, "DRILL"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[*].id").value(org.hamcrest.Matchers.contains("e1", "e2", "e3", "e1", "e5")))
                .andExpect(jsonPath("$[*].disposition")
                        .value(org.hamcrest.Matchers.contains(
                                "accepted", "unknown-case", "refused", "duplicate", "accepted")));
        verify(delivery).caseHasNews("LIVE");
        verify(delivery).caseHasNews("DRILL");
        assertThat(inbox.casesWithNews()).containsExactly("LIVE", "DRILL");
    }

    @Test
    void takesAnEmptyBatch() throws Exception {
        sendBatch("incident-tracker")
                .andExpect(status().isAccepted())
                .andExpect(content().json("[]"));
    }

    @Test
    void refusesAnEventForAClosedCaseVisibly() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "OVER"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("refused"))
                .andExpect(jsonPath("$[0].reason").value("The case OVER is closed; nothing changes it any more."));
        verify(ledger).append(eq("OVER"), any(), eq(LedgerKind.EVENT_REFUSED), any(), any(), any());
        assertThat(inbox.of("OVER")).singleElement().satisfies(event -> {
            assertThat(event.disposition()).isEqualTo(Disposition.REFUSED);
            assertThat(event.refusedBecause()).contains("closed");
            assertThat(event.applied()).isTrue();
        });
        assertThat(inbox.unapplied("OVER")).isEmpty();
        verifyNoInteractions(delivery);
    }

    @Test
    void refusesWhatTheSourceMayNotStateAndRemembersIt() throws Exception {
        String event = event("e1", WINDOW, "LIVE").replace("incident-tracker", "bridge-chat");
        send("bridge-chat", event)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("refused"))
                .andExpect(
                        jsonPath("$[0].reason")
                                .value(
                                        "The source bridge-chat may not state support.window.changed for the role security-review."));
        verify(authority).rule("bridge-chat", WINDOW, "security-review");
        send("bridge-chat", event)
                .andExpect(jsonPath("$[0].disposition").value("duplicate"))
                .andExpect(jsonPath("$[0].reason").value(containsString("was refused")));
        verify(ledger, times(1)).append(any(), any(), eq(LedgerKind.EVENT_REFUSED), any(), any(), any());
        assertThat(inbox.of("LIVE")).hasSize(1);
        verifyNoInteractions(delivery);
    }

    @Test
    void forgetsAnEventForAnUnknownCaseSoThatItCanComeAgain() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "LATER"))
                .andExpect(jsonPath("$[0].disposition").value("unknown-case"));
        addCase("LATER", false, "OPEN");
        send("incident-tracker", event("e1", EVIDENCE, "LATER"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
    }

    @Test
    void refusesAKnownIdWithAnotherContentWhateverTheCase() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "LIVE"));
        send("incident-tracker", event("e1", EVIDENCE, "DRILL"))
                .andExpect(status().isConflict())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("event-id-reused"))
                .andExpect(jsonPath("$.detail").value(containsString("The id e1 of urn:source:incident-tracker")));
        sendBatch(
                        "incident-tracker",
                        event("e2", EVIDENCE, "LIVE"),
                        event("e1", EVIDENCE, "LIVE").replace("15:50", "15:55"))
                .andExpect(status().isConflict());
        assertThat(inbox.of("LIVE")).extracting(InboxEvent::eventId).containsExactly("e1");
        assertThat(inbox.of("DRILL")).isEmpty();
    }

    @Test
    void takesTheSameIdFromAnotherSource() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "LIVE"));
        send("contracts", event("e1", EVIDENCE, "LIVE").replace("incident-tracker", "contracts"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
    }

    @Test
    void refusesASourceThatIsNotTheAccountsOwn() throws Exception {
        sendBatch(
                        "contracts",
                        event("e1", EVIDENCE, "LIVE").replace("incident-tracker", "contracts"),
                        event("e2", EVIDENCE, "LIVE"))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("source-not-own"));
        assertThat(inbox.of("LIVE")).isEmpty();
    }

    @Test
    void refusesAnAccountThatIsNoSourceBeforeReadingAnything() throws Exception {
        mvc.perform(request("maria.keller").contentType(EventDoor.STRUCTURED).content("{not json"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("not-a-source"));
    }

    @Test
    void refusesAFutureLiveEventAndLetsADrillHaveItsOwnTime() throws Exception {
        String late = "2026-04-17T15:05:01Z";
        send("incident-tracker", event("e1", EVIDENCE, "LIVE").replace("2026-04-17T14:50:00Z", late))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[0].pointer").value("/time"))
                .andExpect(jsonPath("$.faults[0].message").value(containsString("2026-04-17T15:00:00Z")));
        send("incident-tracker", event("e2", EVIDENCE, "LIVE").replace("14:50:00Z", "15:05:00Z"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
        send("incident-tracker", event("e3", EVIDENCE, "DRILL").replace("2026-04-17", "2031-04-17"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
    }

    @Test
    void acceptsAnEventOlderThanOneAlreadyApplied() throws Exception {
        send("incident-tracker", event("e1", EVIDENCE, "LIVE"));
        inbox.markApplied("LIVE", List.of(inbox.unapplied("LIVE").get(0).arrival()));
        send("incident-tracker", event("e2", EVIDENCE, "LIVE").replace("14:50:00Z", "14:00:00Z"))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
        assertThat(inbox.unapplied("LIVE")).extracting(InboxEvent::eventId).containsExactly("e2");
        assertThat(inbox.of("LIVE"))
                .extracting(InboxEvent::eventId, InboxEvent::applied)
                .containsExactly(tuple("e1", true), tuple("e2", false));
    }

    @Test
    void namesEveryFaultOfABatchAndTakesNothing() throws Exception {
        sendBatch(
                        "incident-tracker",
                        event("e1", EVIDENCE, "LIVE"),
                        event("e2", "support.nothing.known", "LIVE"),
                        event("e3", EVIDENCE, "LIVE").replace("\"notes\"", "5"),
                        event("e4", EVIDENCE, "LIVE").replace("14:50:00Z", "14:50:00"),
                        event("e5", EVIDENCE, "LIVE").replace("2026-04-17T14:50:00Z", "2030-04-17T14:50:00Z"),
                        event("e6", EVIDENCE, "LIVE").replace("2026-04-17T14:50:00Z", "9999-12-31T23:59:59Z"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("faults"))
                .andExpect(jsonPath("$.faults[*].pointer")
                        .value(containsInAnyOrder("/1/type", "/2/data/evidenceId", "/3/time", "/4/time", "/5/time")))
                .andExpect(jsonPath("$.faults[?(@.pointer == '/1/type')].message")
                        .value(hasItem(containsString(EVIDENCE + ", " + WINDOW))));
        assertThat(inbox.of("LIVE")).isEmpty();
        verifyNoInteractions(delivery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"specversion\": \"1.0\", \"id\": \"e", "", "[", "\u0000", "{} x"})
    void saysWhereABodyStopsBeingJson(String body) throws Exception {
        mvc.perform(request("incident-tracker")
                        .contentType(EventDoor.STRUCTURED)
                        .content(body))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("json-malformed"))
                .andExpect(jsonPath("$.line").value(1))
                .andExpect(jsonPath("$.column").isNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"text\"", "null", "true", "{}", "[1]", "[[]]", "[null]"})
    void refusesJsonOfAnotherKind(String body) throws Exception {
        mvc.perform(request("incident-tracker").contentType("application/json").content(body))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults").isNotEmpty());
    }

    @Test
    void refusesTwoMebibytes() throws Exception {
        String large = event("e1", EVIDENCE, "LIVE").replace("\"notes\"", "\"" + "n".repeat(2 << 20) + "\"");
        send("incident-tracker", large)
                .andExpect(status().isPayloadTooLarge())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("too-large"))
                .andExpect(jsonPath("$.detail").value(containsString("1048576 bytes")));
        assertThat(inbox.of("LIVE")).isEmpty();
    }

    @Test
    void takesABodyExactlyAsLargeAsTheLimit() throws Exception {
        String event = event("e1", EVIDENCE, "LIVE");
        mvc = mvc(DataSize.ofBytes(event.getBytes(StandardCharsets.UTF_8).length));
        send("incident-tracker", event).andExpect(status().isAccepted());
        send("incident-tracker", event + " ").andExpect(status().isPayloadTooLarge());
    }

    @Test
    void refusesABatchThatIsTooLong() throws Exception {
        String[] events = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> event("e" + i, EVIDENCE, "LIVE"))
                .toArray(String[]::new);
        sendBatch("incident-tracker", events)
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.detail").value(containsString("1001")));
        assertThat(inbox.of("LIVE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/cloudevents+xml",
                "application/json;charset=iso-8859-1",
                "application/cloudevents+json;charset=utf-16"
            })
    void refusesOtherContentTypesAndEncodings(String type) throws Exception {
        mvc.perform(request("incident-tracker").contentType(type).content(event("e1", EVIDENCE, "LIVE")))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString("application/cloudevents+json")));
    }

    @Test
    void refusesACompressedBody() throws Exception {
        mvc.perform(request("incident-tracker")
                        .contentType(EventDoor.STRUCTURED)
                        .header("Content-Encoding", "gzip")
                        .content(new byte[] {1, 2}))
                .andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void keepsHtmlAndFormulasAsText() throws Exception {
        String text = "<img src=x onerror=alert(1)> =cmd|' /C calc'!A0";
        send("incident-tracker", event("e1", EVIDENCE, "LIVE").replace("notes", text))
                .andExpect(status().isAccepted());
        assertThat(inbox.of("LIVE").get(0).data().path("evidenceId").asText()).isEqualTo(text);
    }

    @Test
    void startsACaseOnce() throws Exception {
        String start = start("s1", "NEW", "{\"caseId\": \"NEW\", \"rehearsal\": true}");
        send("bridge-workspace", start)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
        send("bridge-workspace", start).andExpect(jsonPath("$[0].disposition").value("duplicate"));
        JsonNode request = StrictJson.read("{\"caseId\": \"NEW\", \"rehearsal\": true}");
        verify(starter, times(1)).start("NEW", request, "bridge-workspace");
        verify(ledger).append(eq("NEW"), any(), eq(LedgerKind.EVENT_ACCEPTED), any(), any(), any());
        // the request is no fact that changes the case
        assertThat(inbox.of("NEW")).isEmpty();
        assertThat(inbox.casesWithNews()).isEmpty();
        verify(delivery, never()).caseHasNews("NEW");
    }

    @Test
    void takesTheSubjectForTheCaseWhereTheRequestNamesNone() throws Exception {
        send("bridge-workspace", start("s1", "NEW", "{\"rehearsal\": true}"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
        verify(starter).start("NEW", StrictJson.read("{\"rehearsal\": true}"), "bridge-workspace");
    }

    @Test
    void startsNothingThatAnotherEventHasStarted() throws Exception {
        when(starter.startedBefore(eq("NEW"), any())).thenReturn(Optional.of("The case OLD has it."));
        send("bridge-workspace", start("s1", "NEW", "{\"caseId\": \"NEW\"}"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("duplicate"))
                .andExpect(jsonPath("$[0].reason").value("The case OLD has it."));
        verify(starter, never()).start(any(), any(), any());
    }

    @Test
    void startsACaseAndChangesItInTheSameBatch() throws Exception {
        sendBatch(
                        "bridge-workspace",
                        start("s1", "NEW", "{\"caseId\": \"NEW\"}"),
                        event("e1", EVIDENCE, "NEW").replace("incident-tracker", "bridge-workspace"))
                .andExpect(jsonPath("$[*].disposition").value(org.hamcrest.Matchers.contains("accepted", "accepted")));
        var order = inOrder(starter, ledger, delivery);
        order.verify(starter).start(eq("NEW"), any(), any());
        order.verify(ledger, times(2)).append(eq("NEW"), any(), any(), any(), any(), any());
        order.verify(delivery).caseHasNews("NEW");
    }

    @Test
    void refusesAStartWhoseSubjectIsAnotherCase() throws Exception {
        send("bridge-workspace", start("s1", "NEW", "{\"caseId\": \"OTHER\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[0].pointer").value("/subject"));
        verifyNoInteractions(starter);
    }

    @Test
    void refusesALiveStartFromTheFuture() throws Exception {
        String later = start("s1", "NEW", "{\"caseId\": \"NEW\"}").replace("2026-04-17", "2026-04-18");
        send("bridge-workspace", later).andExpect(status().isBadRequest());
        send("bridge-workspace", later.replace("\"caseId\"", "\"rehearsal\": true, \"caseId\""))
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
    }

    @Test
    void namesEveryFaultOfTheRequestsInABatchAndTakesNothing() throws Exception {
        doThrow(new FaultsException(List.of(new Fault("/title", "is missing"), new Fault("/opensAt", "is missing"))))
                .when(starter)
                .start(eq("BAD"), any(), any());
        sendBatch(
                        "bridge-workspace",
                        start("s0", "GOOD", "{\"caseId\": \"GOOD\"}"),
                        start("s1", "BAD", "{\"caseId\": \"BAD\"}"),
                        event("e2", "support.nothing", "LIVE").replace("incident-tracker", "bridge-workspace"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.faults[*].pointer")
                        .value(containsInAnyOrder("/1/data/title", "/1/data/opensAt", "/2/type")));
        assertThat(jdbc.queryForObject("select count(*) from gh_inbox", Integer.class))
                .isZero();
    }

    @Test
    void namesTheCaseThatIsThereAlready() throws Exception {
        doThrow(new RefusedException(RefusedException.Kind.CONFLICT, "case-exists", "The case LIVE exists."))
                .when(starter)
                .start(any(), any(), any());
        send("bridge-workspace", start("s1", "LIVE", "{\"caseId\": \"LIVE\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("LIVE")));
    }

    @Test
    void refusesAStartThatTheSourceMayNotState() throws Exception {
        String start = start("s1", "NEW", "{\"caseId\": \"NEW\"}").replace("bridge-workspace", "bridge-chat");
        send("bridge-chat", start).andExpect(jsonPath("$[0].disposition").value("refused"));
        send("bridge-chat", start).andExpect(jsonPath("$[0].disposition").value("duplicate"));
        verifyNoInteractions(starter);
        // no case, no ledger
        verifyNoInteractions(ledger);
    }

    @Test
    void keepsItsPromiseWhenWakingTheCaseFails() throws Exception {
        doThrow(new IllegalStateException("no engine")).when(delivery).caseHasNews("LIVE");
        send("incident-tracker", event("e1", EVIDENCE, "LIVE"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$[0].disposition").value("accepted"));
        assertThat(inbox.casesWithNews()).containsExactly("LIVE");
    }

    @Test
    void takesNothingWhenTheLedgerFails() throws Exception {
        doThrow(new IllegalStateException("no ledger")).when(ledger).append(any(), any(), any(), any(), any(), any());
        send("incident-tracker", event("e1", EVIDENCE, "LIVE"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.code").value("internal"));
        assertThat(inbox.of("LIVE")).isEmpty();
        verifyNoInteractions(delivery);
    }

    @Test
    void letsOneOfManyRacingRepetitionsIn() throws Exception {
        List<String> dispositions = together(8, i -> {
            String answer = send("incident-tracker", event("e1", EVIDENCE, "LIVE"))
                    .andExpect(status().isAccepted())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            return StrictJson.read(answer).path(0).path("disposition").asText();
        });
        assertThat(dispositions).containsOnlyOnce("accepted").contains("duplicate");
        assertThat(inbox.of("LIVE")).hasSize(1);
    }

    @Test
    void letsOneOfManyRacingContentsInEvenAcrossCases() throws Exception {
        List<Integer> statuses = together(8, i -> send(
                        "incident-tracker",
                        event("e1", EVIDENCE, i % 2 == 0 ? "LIVE" : "DRILL").replace("15:50:00", "15:50:0" + i))
                .andReturn()
                .getResponse()
                .getStatus());
        assertThat(statuses).containsOnly(202, 409).containsOnlyOnce(202);
        assertThat(jdbc.queryForObject("select count(*) from gh_inbox", Integer.class))
                .isOne();
    }

    @Test
    void takesRacingBatchesAboutTheSameCasesInAnyOrder() throws Exception {
        List<Integer> statuses = together(6, i -> {
            String live = event("live" + i, EVIDENCE, "LIVE");
            String drill = event("drill" + i, EVIDENCE, "DRILL");
            return (i % 2 == 0
                            ? sendBatch("incident-tracker", live, drill)
                            : sendBatch("incident-tracker", drill, live))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        });
        assertThat(statuses).containsOnly(202);
        assertThat(inbox.of("LIVE")).hasSize(6);
        assertThat(inbox.of("DRILL")).hasSize(6);
    }

    @Test
    void appliesAThousandEventsAtOnce() throws Exception {
        sendBatch(
                        "incident-tracker",
                        IntStream.range(0, 1000)
                                .mapToObj(i -> event("e" + i, EVIDENCE, "LIVE"))
                                .toArray(String[]::new))
                .andExpect(status().isAccepted());
        List<InboxEvent> unapplied = inbox.unapplied("LIVE");
        assertThat(unapplied).hasSize(1000).isSortedAccordingTo((a, b) -> Long.compare(a.arrival(), b.arrival()));
        inbox.markApplied("LIVE", unapplied.stream().map(InboxEvent::arrival).toList());
        assertThat(inbox.unapplied("LIVE")).isEmpty();
        assertThat(inbox.casesWithNews()).isEmpty();
        assertThat(inbox.of("LIVE")).hasSize(1000).allMatch(InboxEvent::applied);
    }

    private interface Sending<T> {
        T of(int i) throws Exception;
    }

    private static <T> List<T> together(int count, Sending<T> sending) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier barrier = new CyclicBarrier(count);
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                tasks.add(() -> {
                    barrier.await();
                    return sending.of(index);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private ResultActions send(String account, String event) throws Exception {
        return mvc.perform(request(account).contentType(EventDoor.STRUCTURED).content(event));
    }

    private ResultActions sendBatch(String account, String... events) throws Exception {
        return mvc.perform(request(account)
                .contentType(EventDoor.BATCH)
                .content(List.of(events).stream().collect(Collectors.joining(",", "[", "]"))));
    }

    private static MockHttpServletRequestBuilder request(String account) {
        Principal principal = () -> account;
        return post("/api/events").principal(principal);
    }

    private static String event(String id, String type, String caseId) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "urn:source:incident-tracker", "type": "%s",
                 "subject": "%s", "time": "2026-04-17T14:50:00Z",
                 "data": {"evidenceId": "notes", "readyAt": "2026-04-17T15:50:00Z"}}
                """.formatted(id, type, caseId);
    }

    private static String start(String id, String caseId, String request) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "urn:source:bridge-workspace", "type": "%s",
                 "subject": "%s", "time": "2026-04-17T14:00:00Z", "data": %s}
                """.formatted(id, START, caseId, request);
    }

    private static ChangeAuthority.Ruling ruling(boolean authoritative) {
        return new ChangeAuthority.Ruling(authoritative, Map.of("change-authority", "3"));
    }

    private void addCase(String caseId, boolean drill, String state) {
        jdbc.update("""
                insert into gh_case (case_id, flow, title, drill, state, process_instance_id, request, opened_at)
                values (?, 'command-window-resequencing', 'A window', ?, ?, ?, ?, current_timestamp)
                """, caseId, drill, state, "instance-of-" + caseId, new byte[0]);
    }

    /** As much of a flow as the door needs to see. */
    private static final class CommandWindowKinds implements EventKinds {
        @Override
        public String flow() {
            return "command-window-resequencing";
        }

        @Override
        public Set<String> types() {
            return Set.of(EVIDENCE, WINDOW);
        }

        @Override
        public String startType() {
            return START;
        }

        @Override
        public List<Fault> validate(String type, JsonNode data) {
            return data.path("evidenceId").isTextual()
                    ? List.of()
                    : List.of(new Fault("/evidenceId", "is a number; expected a text"));
        }

        @Override
        public Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
            return type.equals(WINDOW) ? Optional.of("security-review") : Optional.empty();
        }
    }
}
