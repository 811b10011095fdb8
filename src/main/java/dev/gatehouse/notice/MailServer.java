package dev.gatehouse.notice;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Hands notices to the SMTP server, where {@code spring.mail.host} names one. */
@Component
public class MailServer {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final ObjectProvider<JavaMailSender> smtp;
    private final String from;

    public MailServer(
            ObjectProvider<JavaMailSender> smtp, @Value("${gatehouse.notice.from:gatehouse@localhost}") String from) {
        this.smtp = smtp;
        this.from = from;
    }

    public boolean isConfigured() {
        return smtp.getIfAvailable() != null;
    }

    /**
     * Mails a notice. The message id depends on the notice alone: should a node die between the server's yes and its own
     * memory of it, the second copy is recognisable as the same message.
     *
     * @throws org.springframework.mail.MailException when the server does not take it
     */
    public void send(Notice notice, String address) {
        send(notice, address, message -> message.setText(notice.text(), UTF_8));
    }

    /**
     * Mails a notice that invites, as RFC 6047 says: its text for people, and a calendar object for their programs.
     *
     * @throws org.springframework.mail.MailException when the server does not take it
     */
    public void send(Notice notice, Invitation invitation) {
        send(notice, invitation.address(), message -> {
            MimeBodyPart words = new MimeBodyPart();
            words.setText(notice.text(), UTF_8);
            MimeBodyPart object = new MimeBodyPart();
            object.setDataHandler(new DataHandler(new ByteArrayDataSource(
                    invitation.calendar().getBytes(StandardCharsets.UTF_8),
                    "text/calendar; charset=UTF-8; method=REQUEST")));
            message.setContent(new MimeMultipart("alternative", words, object));
        });
    }

    /** Fills the body of a mail. */
    private interface Body {
        void into(MimeMessage message) throws MessagingException;
    }

    private void send(Notice notice, String address, Body body) {
        String id = "notice." + notice.noticeId() + "." + notice.at().toEpochMilli();
        JavaMailSender sender = smtp.getObject();
        MimeMessage message = sender.createMimeMessage();
        try {
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
            message.setSubject(notice.subject(), UTF_8);
            body.into(message);
            message.setHeader("Message-ID", "<" + id + "@gatehouse>");
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException e) {
            throw new MailPreparationException(id + " cannot be put into a mail", e);
        }
        sender.send(message);
    }
}
