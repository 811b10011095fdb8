package dev.gatehouse.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real SMTP conversation. */
class MailServerTest {
    private static final String CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MailServer mail() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        return mail(Map.of("smtp", sender));
    }

    private static MailServer mail(Map<String, Object> beans) {
        return new MailServer(
                new StaticListableBeanFactory(beans).getBeanProvider(JavaMailSender.class), "gatehouse@example.org");
    }

    @Test
    void invitesInWordsAndAsACalendarRequest() throws Exception {
        mail().send(notice(1, "jorge.paz"), invitation("jorge.paz@bancosur.example"));

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("jorge.paz@bancosur.example");
        assertThat(received.getSubject()).isEqualTo("Invitation: readout – authentication");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("On Monday – by video.");
        BodyPart calendar = parts.getBodyPart(1);
        assertThat(calendar.getContentType()).contains("text/calendar", "charset=UTF-8", "method=REQUEST");
        assertThat(new String(calendar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(CALENDAR);
    }

    @Test
    void givesASecondCopyTheIdOfTheFirst() throws Exception {
        mail().send(notice(1, "jorge.paz"), invitation("jorge.paz@bancosur.example"));
        mail().send(notice(1, "jorge.paz"), invitation("jorge.paz@bancosur.example"));
        mail().send(notice(2, "kofi.mensah"), "kofi.mensah@example.org");

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received[0].getMessageID())
                .isEqualTo(received[1].getMessageID())
                .isNotEqualTo(received[2].getMessageID());
    }

    @Test
    void failsWhenTheServerIsDown() {
        MailServer mail = mail();
        server.stop();

        assertThatThrownBy(() -> mail.send(notice(1, "kofi.mensah"), invitation("kofi.mensah@example.org")))
                .isInstanceOf(MailException.class);
    }

    @Test
    void saysWhetherAServerIsConfigured() {
        assertThat(mail().isConfigured()).isTrue();
        assertThat(mail(Map.of()).isConfigured()).isFalse();
    }

    private static Invitation invitation(String address) {
        return new Invitation(address, CALENDAR);
    }

    private static Notice notice(long noticeId, String to) {
        return new Notice(
                noticeId,
                "ESC-20418",
                "invite-1",
                to,
                "Invitation: readout – authentication",
                "On Monday – by video.",
                NoticeState.WAITING,
                Instant.parse("2026-04-20T15:00:00Z"),
                null);
    }
}
