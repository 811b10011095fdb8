package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import dev.gatehouse.testing.Program;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What attendees get by mail when a readout is booked, in real SMTP conversations. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class InviteMailIT {

    private static final ServerSetup SMTP = smtp();
    private static final String MANAGER = ReadoutRequests.MANAGER;
    private static final String AUDITOR = "arno.weiss";

    private final GreenMail server = new GreenMail(SMTP);

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private JdbcTemplate jdbc;

    private Doors doors;
    private String caseId;
    private String customer;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", SMTP::getPort);
        properties.add("gatehouse.notice.from", () -> "gatehouse@example.org");
    }

    @BeforeEach
    void giveAddresses() {
        doors = new Doors("http://127.0.0.1:" + port);
        String run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "MAIL-" + run;
        customer = "jorge.paz." + run + "@bancosur.example";
        identity.clearAuthentication();
        for (String person : List.of(MANAGER, "kofi.mensah", "grace.liu")) {
            User user = identity.createUserQuery().userId(person).singleResult();
            user.setEmail(person + "@example.org");
            identity.saveUser(user);
        }
    }

    @AfterEach
    void stopTheServer() {
        server.stop();
    }

    @Test
    void invitesEveryAttendeeOnceWhenASlotIsConfirmedAndNobodyBefore() throws Exception {
        server.start();
        start(live());
        JsonNode review = review();
        assertThat(invitations()).as("holds send no mail").isEmpty();
        String start = confirmTheBest(review);

        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        assertThat(invitations())
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsExactlyInAnyOrder("kofi.mensah@example.org", "grace.liu@example.org", customer);
        assertThat(states())
                .as("who has no address finds it on the outbox page")
                .containsEntry("ana.torres", "OUTBOX")
                .containsEntry(customer, "MAILED");
        MimeMessage mail = invitationTo(customer);
        assertThat(mail.getSubject()).isEqualTo("Invitation: Root-cause readout");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("gatehouse@example.org");
        assertThat(part(mail, 0))
                .contains("Root-cause readout", "Modality: video", "Reference: " + caseId)
                .contains("fix-owner: ", "(America/Los_Angeles, UTC-0")
                .contains("customer-incident-manager: ", "(America/Mexico_City, UTC-06:00)")
                .doesNotContain("ana.torres");
        assertThat(part(mail, 1))
                .contains("METHOD:REQUEST", "DTSTART:" + start.replaceAll("[-:]", ""))
                .contains("mailto:petra.lang@example.org", "mailto:kofi.mensah@example.org", "mailto:" + customer);
        assertThat(doors.get("kofi.mensah", "/api/notices").text()).contains("Invitation: Root-cause readout");
        assertThat(mailedInLedger()).contains("kofi.mensah", "grace.liu", customer);
    }

    @Test
    void makesIncidentsOfADeadServerAndMailsEverybodyOnceWhenRetried() throws Exception {
        start(live());
        String start = confirmTheBest(review());
        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("start").asText())
                .as("a dead mail server delays nothing else")
                .isEqualTo(start);
        List<Job> jobs = jobs();
        assertThat(jobs).hasSize(3);
        jobs.forEach(this::runOutOfRetries);
        List<Incident> incidents = jobs.stream().map(this::incident).toList();
        assertThat(incidents).extracting(Incident::getIncidentType).containsOnly("failedJob");
        assertThat(incidents).extracting(Incident::getActivityId).containsOnly("send-notice");

        server.start();
        retry(jobs.get(0));
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 2);
        assertThat(invitations()).as("each person's job is theirs alone").hasSize(1);
        jobs.subList(1, 3).forEach(this::retry);
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        assertThat(invitations())
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsExactlyInAnyOrder("kofi.mensah@example.org", "grace.liu@example.org", customer);
        assertThat(jobs).allSatisfy(job -> assertThat(incidents(job)).isZero());
    }

    @Test
    void mailsNothingInADrill() throws Exception {
        server.start();
        start(ReadoutRequests.scenario(caseId));
        confirmTheBest(review());
        assertThat(awaitEnd().path("outcome").path("state").asText()).isEqualTo("scheduled");
        assertThat(states().values()).hasSizeGreaterThanOrEqualTo(5).containsOnly("DRILL");
        assertThat(jobs()).isEmpty();
        assertThat(invitations()).isEmpty();
    }

    // ---- the case

    private ObjectNode live() {
        ObjectNode request = ReadoutRequests.live(
                caseId,
                Map.of(
                        "escalation-manager", "kofi.mensah",
                        "fix-owner", "ana.torres",
                        "customer-success-director", "grace.liu",
                        "customer-incident-manager", customer));
        request.path("people").forEach(person -> inTheirZone((ObjectNode) person));
        return request;
    }

    /** The hours that are theirs around noon in UTC, all over the world. */
    private void inTheirZone(ObjectNode person) {
        String id = person.path("person").asText();
        if (id.equals("ana.torres")) {
            person.put("zone", "America/Los_Angeles").put("workingHours", "00:00-24:00");
        } else if (id.equals(customer)) {
            person.put("zone", "America/Mexico_City").put("workingHours", "00:00-24:00");
        }
    }

    private void start(ObjectNode request) {
        Answer answer = doors.start(MANAGER, ReadoutRequests.FLOW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode review() {
        return doors.review(MANAGER, doors.awaitGate(MANAGER, caseId, "confirm-slot"));
    }

    /** @return the start */
    private String confirmTheBest(JsonNode review) {
        JsonNode slot = review.path("slots")
                .valueStream()
                .filter(one -> one.path("hold").path("state").asText().equals("held"))
                .findFirst()
                .orElseThrow();
        Answer answer = doors.decide(
                MANAGER,
                review.path("taskId").asText(),
                Map.of(
                        "decision", "confirm",
                        "slotId", slot.path("slotId").asText(),
                        "sha256", review.path("sha256").asText()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        awaitEnd();
        return slot.path("start").asText();
    }

    private JsonNode awaitEnd() {
        return Doors.await("the readout is booked", () -> Optional.of(doors.caseOf(AUDITOR, caseId))
                .filter(one -> one.path("state").asText().equals("ENDED")));
    }

    private List<String> mailedInLedger() {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger")
                .json()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.at("/payload/subject").asText().startsWith("Invitation: ")
                        && entry.at("/payload/by").asText().equals("MAILED"))
                .map(entry -> entry.at("/payload/to").asText())
                .toList();
    }

    private static ServerSetup smtp() {
        try {
            return new ServerSetup(Program.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    // ---- mails and jobs; others of the demo tell other people other things

    private List<MimeMessage> invitations() {
        return Stream.of(server.getReceivedMessages())
                .filter(InviteMailIT::isInvitation)
                .toList();
    }

    private static boolean isInvitation(MimeMessage mail) {
        try {
            return mail.getContent() instanceof Multipart parts
                    && parts.getCount() == 2
                    && parts.getBodyPart(1).getContentType().matches("(?s)text/calendar.*method=REQUEST.*");
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private MimeMessage invitationTo(String address) {
        return invitations().stream()
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        BodyPart part = ((Multipart) mail.getContent()).getBodyPart(index);
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n ", "");
    }

    /** By recipient. */
    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        jdbc.query(
                "select recipient, state from gh_notice where case_id = ? and notice_key like 'invite-%'",
                row -> {
                    states.put(row.getString("recipient"), row.getString("state"));
                },
                caseId);
        return states;
    }

    private long waiting() {
        return jdbc.queryForList(
                        "select notice_id from gh_notice where case_id = ? and notice_key like 'invite-%'"
                                + " and in_ledger = false",
                        caseId)
                .size();
    }

    private List<Job> jobs() {
        return jdbc
                .queryForList(
                        "select notice_id from gh_notice where case_id = ? and notice_key like 'invite-%'"
                                + " and state = 'WAITING' order by notice_id",
                        Long.class, caseId)
                .stream()
                .map(noticeId -> management
                        .createJobQuery()
                        .processInstanceId(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey("notice-" + noticeId)
                                .singleResult()
                                .getId())
                        .singleResult())
                .toList();
    }

    /** The waiting between the engine's retries is cut short by hand. */
    private void runOutOfRetries(Job job) {
        await().atMost(Duration.ofSeconds(30)).until(() -> retriesOf(job) < 3);
        while (retriesOf(job) > 0) {
            assertThatThrownBy(() -> management.executeJob(job.getId())).isNotNull();
        }
    }

    private int retriesOf(Job job) {
        return management.createJobQuery().jobId(job.getId()).singleResult().getRetries();
    }

    private void retry(Job job) {
        management.setJobRetries(job.getId(), 1);
        management.setJobDuedate(job.getId(), null);
    }

    private Incident incident(Job job) {
        return runtime.createIncidentQuery()
                .processInstanceId(job.getProcessInstanceId())
                .singleResult();
    }

    private long incidents(Job job) {
        return runtime.createIncidentQuery()
                .processInstanceId(job.getProcessInstanceId())
                .count();
    }
}
