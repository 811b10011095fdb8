package dev.gatehouse.readout.calendar.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.notice.MailServer;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.domain.TimeSpan;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real SMTP conversation. */
class InviteMailTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-20T15:00:00Z"), ZoneOffset.UTC);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private InviteMail mail() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        return mail(Map.of("smtp", sender));
    }

    private static InviteMail mail(Map<String, Object> beans) {
        return new InviteMail(
                new MailServer(
                        new StaticListableBeanFactory(beans).getBeanProvider(JavaMailSender.class),
                        "gatehouse@example.org"),
                CLOCK);
    }

    @Test
    void asksAnAttendeeInWordsAndAsACalendarRequest() throws Exception {
        mail().request(invite(0), jorge());

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("jorge.paz@bancosur.example");
        assertThat(received.getSubject()).isEqualTo("Invitation: Root-cause readout – authentication");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("customer-incident-manager: Mon 2026-04-27 10:00 to 11:00 (America/Mexico_City, UTC-06:00)")
                .contains("escalation-manager: Mon 2026-04-27 17:00 to 18:00 (Europe/London, UTC+01:00)");
        BodyPart calendar = parts.getBodyPart(1);
        assertThat(calendar.getContentType()).contains("text/calendar", "charset=UTF-8", "method=REQUEST");
        assertThat(text(calendar))
                .contains("METHOD:REQUEST", "SEQUENCE:0", "DTSTART:20260427T160000Z", "DTEND:20260427T170000Z")
                .contains("SUMMARY:Root-cause readout – authentication")
                .contains("mailto:jorge.paz@bancosur.example", "RSVP=TRUE", "ORGANIZER")
                .doesNotContain("SCHEDULE-AGENT");
    }

    @Test
    void takesAnInviteBack() throws Exception {
        mail().request(invite(0), jorge());
        mail().cancel(invite(1), jorge());

        String request = text(((MimeMultipart) server.getReceivedMessages()[0].getContent()).getBodyPart(1));
        BodyPart part = ((MimeMultipart) server.getReceivedMessages()[1].getContent()).getBodyPart(1);
        assertThat(part.getContentType()).contains("method=CANCEL");
        assertThat(text(part))
                .contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1")
                .doesNotContain("STATUS:CONFIRMED");
        assertThat(text(part).lines().filter(line -> line.startsWith("UID:")))
                .isEqualTo(
                        request.lines().filter(line -> line.startsWith("UID:")).toList());
    }

    @Test
    void givesASecondCopyTheIdOfTheFirst() throws Exception {
        mail().request(invite(0), jorge());
        mail().request(invite(0), jorge());
        mail().request(invite(0), kofi());

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received[0].getMessageID())
                .isEqualTo(received[1].getMessageID())
                .isNotEqualTo(received[2].getMessageID());
    }

    @Test
    void saysWhomItReaches() {
        Invite.Party nobody = new Invite.Party("ana.torres", "fix-owner", ZoneOffset.UTC, null);

        assertThat(mail().reaches(jorge())).isTrue();
        assertThat(mail().reaches(nobody)).isFalse();
        assertThat(mail(Map.of()).reaches(jorge())).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> mail().request(invite(0), nobody));
    }

    @Test
    void failsWhenTheServerIsDown() {
        InviteMail mail = mail();
        server.stop();

        assertThatThrownBy(() -> mail.request(invite(0), jorge())).isInstanceOf(MailException.class);
    }

    private static String text(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n ", "");
    }

    private static Invite.Party jorge() {
        return new Invite.Party(
                "jorge.paz@bancosur.example",
                "customer-incident-manager",
                ZoneId.of("America/Mexico_City"),
                "jorge.paz@bancosur.example");
    }

    private static Invite.Party kofi() {
        return new Invite.Party(
                "kofi.mensah", "escalation-manager", ZoneId.of("Europe/London"), "kofi.mensah@example.org");
    }

    private static Invite invite(int sequence) {
        return new Invite(
                "ESC-20418",
                "invite-1",
                "Root-cause readout – authentication",
                new TimeSpan(Instant.parse("2026-04-27T16:00:00Z"), Instant.parse("2026-04-27T17:00:00Z")),
                "video",
                new Invite.Party("petra.lang", "program-manager", ZoneId.of("Europe/Berlin"), null),
                List.of(jorge(), kofi()),
                sequence);
    }
}
