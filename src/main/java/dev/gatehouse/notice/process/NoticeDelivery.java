package dev.gatehouse.notice.process;

import dev.gatehouse.notice.MailServer;
import dev.gatehouse.notice.Notice;
import dev.gatehouse.notice.Post;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Starts the process that mails a notice; its job has the engine's retries and, in the end, an incident in Cockpit. */
@Component
class NoticeDelivery implements Post {
    static final String PROCESS_KEY = "notice-delivery";
    static final String NOTICE_ID = "noticeId";
    static final String CASE_ID = "caseId";

    private final RuntimeService runtime;
    private final IdentityService identity;
    private final MailServer mail;

    NoticeDelivery(RuntimeService runtime, IdentityService identity, MailServer mail) {
        this.runtime = runtime;
        this.identity = identity;
        this.mail = mail;
    }

    @Override
    public boolean reaches(String person) {
        return mail.isConfigured() && addressOf(person).isPresent();
    }

    @Override
    public void take(Notice notice) {
        runtime.startProcessInstanceByKey(
                PROCESS_KEY,
                "notice-" + notice.noticeId(),
                Map.of(NOTICE_ID, notice.noticeId(), CASE_ID, notice.caseId()));
    }

    /** The e-mail address in the person's profile. */
    Optional<String> addressOf(String person) {
        User user = identity.createUserQuery().userId(person).singleResult();
        return Optional.ofNullable(user).map(User::getEmail).filter(address -> !address.isBlank());
    }
}
