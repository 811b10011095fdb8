package dev.gatehouse.notice.process;

import dev.gatehouse.notice.MailServer;
import dev.gatehouse.notice.Notice;
import dev.gatehouse.notice.Post;
import dev.gatehouse.people.Directory;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts the process that mails a notice; its job has the engine's retries and, in the end, an incident in Cockpit. */
@Component
class NoticeDelivery implements Post {
    static final String PROCESS_KEY = "notice-delivery";
    static final String NOTICE_ID = "noticeId";
    static final String CASE_ID = "caseId";

    private final RuntimeService runtime;
    private final Directory directory;
    private final MailServer mail;

    NoticeDelivery(RuntimeService runtime, Directory directory, MailServer mail) {
        this.runtime = runtime;
        this.directory = directory;
        this.mail = mail;
    }

    @Override
    public boolean delivers() {
        return mail.isConfigured();
    }

    @Override
    public boolean reaches(String person) {
        return delivers() && directory.addressOf(person).isPresent();
    }

    @Override
    public void take(Notice notice) {
        runtime.startProcessInstanceByKey(
                PROCESS_KEY,
                "notice-" + notice.noticeId(),
                Map.of(NOTICE_ID, notice.noticeId(), CASE_ID, notice.caseId()));
    }
}
