package dev.gatehouse.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands notices to the SMTP server, where {@code spring.mail.host} names one. */
@Component
public class MailServer {
    private final ObjectProvider<JavaMailSender> smtp;
    private final String from;

    MailServer(
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
        JavaMailSender sender = smtp.getObject();
        MimeMessage message = sender.createMimeMessage();
        try {
            MimeMessageHelper mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            mail.setFrom(from);
            mail.setTo(address);
            mail.setSubject(notice.subject());
            mail.setText(notice.text());
            message.setHeader(
                    "Message-ID",
                    "<notice." + notice.noticeId() + "." + notice.at().toEpochMilli() + "@gatehouse>");
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException e) {
            throw new MailPreparationException("the notice " + notice.noticeId() + " cannot be put into a mail", e);
        }
        sender.send(message);
    }
}
