package dev.gatehouse.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = Gatehouse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NoticeDeliveryIT {
    private static final ServerSetup SMTP = freePort();

    private final GreenMail server = new GreenMail(SMTP);

    @Autowired
    private Notices notices;

    @Autowired
    private Ledger ledger;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private IdentityService identity;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", SMTP::getPort);
        properties.add("gatehouse.notice.from", () -> "gatehouse@example.org");
    }

    @BeforeEach
    void peopleAndCases() {
        identity.clearAuthentication();
        for (String person : List.of("ann", "bob", "cas")) {
            if (identity.createUserQuery().userId(person).count() == 0) {
                User user = identity.newUser(person);
                user.setPassword("a-password-of-" + person);
                user.setEmail(person.equals("cas") ? null : person + "@example.org");
                identity.saveUser(user);
            }
        }
        for (String caseId : List.of("LIVE", "DRILL")) {
            jdbc.update("delete from gh_case where case_id = ?", caseId);
            jdbc.update("""
                    insert into gh_case (case_id, flow, title, drill, state, process_instance_id, request, opened_at)
                    values (?, 'command-window-resequencing', 'A window', ?, 'OPEN', ?, ?, current_timestamp)
                    """, caseId, caseId.equals("DRILL"), "instance-of-" + caseId, new byte[0]);
        }
    }

    @AfterEach
    void stopTheServer() {
        server.stop();
    }

    @Test
    void mailsANoticeOnceToEachPerson() throws Exception {
        server.start();
        announce("LIVE", "once", List.of("ann", "bob", "ann"));
        announce("LIVE", "once", List.of("bob", "ann"));
        assertThat(server.waitForIncomingEmail(20_000, 2)).isTrue();
        awaitMailed("LIVE", "once");
        MimeMessage mail = server.getReceivedMessagesForDomain("ann@example.org")[0];
        assertThat(mail.getSubject()).isEqualTo("Decide: ä case waits");
        assertThat(mail.getContent().toString()).contains("Look at /cases/LIVE");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("gatehouse@example.org");
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(entries("LIVE", "once")).isEqualTo(2);
        assertThat(notices.of("ann").get(0).state()).isEqualTo(NoticeState.MAILED);
        assertThat(notices.of("ann").get(0).mailedAt()).isNotNull();
    }

    @Test
    void makesAnIncidentOfADeadServerAndMailsWhenRetried() {
        announce("LIVE", "late", List.of("ann"));
        Job job = await().atMost(Duration.ofSeconds(20)).until(() -> jobOf("late"), found -> found.getRetries() < 3);
        // the waiting between the engine's retries is cut short by hand
        while (retriesOf(job) > 0) {
            assertThatThrownBy(() -> management.executeJob(job.getId())).isNotNull();
        }
        Incident incident = runtime.createIncidentQuery()
                .processInstanceId(job.getProcessInstanceId())
                .singleResult();
        assertThat(incident.getIncidentType()).isEqualTo("failedJob");
        assertThat(incident.getActivityId()).isEqualTo("send-notice");
        assertThat(notices.of("ann").get(0).state()).isEqualTo(NoticeState.WAITING);
        assertThat(entries("LIVE", "late")).isZero();

        server.start();
        management.setJobRetries(job.getId(), 1);
        management.setJobDuedate(job.getId(), null);
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        awaitMailed("LIVE", "late");
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .count())
                .isZero();
        assertThat(entries("LIVE", "late")).isOne();
    }

    @Test
    void mailsNothingTwiceWhenAJobIsRunAgain() {
        server.start();
        announce("LIVE", "again", List.of("bob"));
        awaitMailed("LIVE", "again");
        Notice notice = notices.of("bob").get(0);
        // as after a node that died between the mail and the end of its job
        runtime.startProcessInstanceByKey(
                "notice-delivery", "once-more", java.util.Map.of("noticeId", notice.noticeId(), "caseId", "LIVE"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey("once-more")
                                .count()
                        == 0);
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(entries("LIVE", "again")).isOne();
    }

    @Test
    void letsNothingOfADrillLeave() {
        announce("DRILL", "drill", List.of("ann"));
        assertThat(notices.of("ann").get(0).state()).isEqualTo(NoticeState.DRILL);
        assertThat(runtime.createProcessInstanceQuery()
                        .variableValueEquals("caseId", "DRILL")
                        .count())
                .isZero();
        assertThat(entries("DRILL", "drill")).isOne();
    }

    @Test
    void leavesItToTheOutboxWhenAPersonHasNoAddress() {
        announce("LIVE", "no address", List.of("cas"));
        assertThat(notices.of("cas").get(0).state()).isEqualTo(NoticeState.OUTBOX);
        assertThat(entries("LIVE", "no address")).isOne();
    }

    @Test
    void announcesNothingThatIsRolledBack() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            notices.announce("LIVE", false, "undone", List.of("ann"), "Subject", "Text");
            status.setRollbackOnly();
        });
        assertThat(jdbc.queryForObject("select count(*) from gh_notice where notice_key = 'undone'", Integer.class))
                .isZero();
        assertThatThrownBy(() -> notices.announce("LIVE", false, "alone", List.of("ann"), "Subject", "Text"))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private void announce(String caseId, String key, List<String> people) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> notices.announce(
                        caseId,
                        caseId.equals("DRILL"),
                        key,
                        people,
                        "Decide: ä case waits",
                        "Look at /cases/" + caseId + "."));
    }

    private void awaitMailed(String caseId, String key) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Objects.equals(
                        0,
                        jdbc.queryForObject(
                                "select count(*) from gh_notice where case_id = ? and notice_key = ?"
                                        + " and in_ledger = false",
                                Integer.class,
                                caseId,
                                key)));
    }

    private Job jobOf(String key) {
        Long noticeId = jdbc.queryForObject("select notice_id from gh_notice where notice_key = ?", Long.class, key);
        return management
                .createJobQuery()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey("notice-" + noticeId)
                        .singleResult()
                        .getId())
                .singleResult();
    }

    private int retriesOf(Job job) {
        return management.createJobQuery().jobId(job.getId()).singleResult().getRetries();
    }

    private long entries(String caseId, String key) {
        return ledger.of(caseId).stream()
                .filter(entry -> entry.kind() == LedgerKind.NOTICE_SENT
                        && entry.subject().equals(key))
                .count();
    }

    private static ServerSetup freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return new ServerSetup(socket.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
